"""``levier.impact``: one series, one date, one answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw
import numpy as np

from levier.arguments import at_least, one_of
from levier.errors import InvalidArgument, NotMeasurable
from levier.workspace.measurement.run import DRAWS, RunOptions, run
from levier.workspace.model import (
    Company,
    DataOptions,
    Decision,
    Direction,
    EffectScale,
    Expectation,
    Grain,
    Kind,
    MeasurementOptions,
    Metric,
    Observations,
    Shape,
    Workspace,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narwhals.typing import IntoDataFrame

    from levier.workspace.results import Effect, Reconciliation, Results, SeriesView

LEAST_DRAWS = 200
_ID = "intervention"
_AS_GIVEN = DataOptions(incomplete_last="keep")
"""Whoever gives one series has chosen its rows: what is odd is shown, nothing is left out."""
_GRAINS = ((1.5, Grain.DAY), (10.0, Grain.WEEK), (45.0, Grain.MONTH), (120.0, Grain.QUARTER))


@dataclass(frozen=True, slots=True)
class Impact:
    """What happened to one series from one date on.

    Attributes
    ----------
    effect
        Average, cumulative and relative effect with ranges, verdict, grade and checks.
    series
        As observed, and as it would have been.
    reconciliation
        Why the mean changed between before and after; None when a span holds nothing.
    results
        The whole answer, as ``levier.measure`` gives it.
    """

    effect: Effect
    series: SeriesView
    reconciliation: Reconciliation | None
    results: Results = field(repr=False)

    def _repr_html_(self) -> str:
        """Show as a table and a picture in a notebook."""
        from levier.workspace.report.notebook import results_html

        return results_html(self.results)


def impact(
    frame: IntoDataFrame,
    start: date | str,
    *,
    end: date | str | None = None,
    date_column: str | None = None,
    value: str | None = None,
    controls: Sequence[str] = (),
    kind: Literal["sum", "mean", "ratio", "count"] = "sum",
    direction: Literal["up", "down"] = "up",
    shape: Literal["step", "ramp", "pulse"] = "step",
    shape_days: float | None = None,
    forecast: tuple[float, float, float] | None = None,
    country: str = "",
    date_uncertainty_days: int = 7,
    trigger_window: Literal["auto", "off"] | int = "auto",
    seed: int = 0,
    draws: int = DRAWS,
) -> Impact:
    """Measure what happened to one series from ``start`` on.

    Parameters
    ----------
    frame
        A pandas, Polars or other data frame with one row per period.
    start, end
        First day of the change, and its last day if it ended.
    date_column, value
        Names of the columns; by default the first column of dates, and the first other column.
    controls
        Columns that the change cannot have touched.
    kind
        How values add up over time.
    direction
        Which way is good.
    shape, shape_days
        How the effect unfolds, and the length of a ramp or half-life of a pulse, in days.
    forecast
        P10, P50 and P90 of the relative effect, used as a prior, discounted.
    country
        ISO 3166 code of the country whose public holidays count.
    date_uncertainty_days, trigger_window
        As in ``[measurement]`` of ``levier.toml``.
    seed, draws
        Of the joint draws.

    Raises
    ------
    InvalidArgument
        When a column or a date is not there or cannot be read.
    NotMeasurable
        When the series holds no answer, with the reason.
    """
    measurement = _options(trigger_window, date_uncertainty_days, seed, draws)
    nature = (one_of(Kind, kind, "kind"), one_of(Direction, direction, "direction"), country)
    span = _span(start, end)
    table = nw.from_native(frame, eager_only=True)
    dates_name = _named(table, date_column, "date_column") if date_column else _find_dates(table)
    if isinstance(controls, str) or value in controls:
        raise InvalidArgument(f"controls must be a list of other columns, got {controls!r}")
    others = [name for name in table.columns if name != dates_name and name not in controls]
    value_name = _named(table, value, "value") if value else _first(others)
    dates = _dates(table, dates_name)
    workspace = _workspace(
        table, dates, value_name, [_named(table, name, "controls") for name in controls],
        span, nature, _expectation(value_name, shape, shape_days, forecast), measurement,
    )  # fmt: skip
    return _answer(run(workspace, RunOptions(draws=draws)), value_name)


def _options(
    trigger_window: Literal["auto", "off"] | int, uncertainty: float, seed: int, draws: int
) -> MeasurementOptions:
    if isinstance(trigger_window, str) and trigger_window not in ("auto", "off"):
        raise InvalidArgument(
            f"trigger_window must be 'auto', 'off' or a number of days, got {trigger_window!r}"
        )
    if not isinstance(trigger_window, str):
        at_least(0, trigger_window, "trigger_window")
    at_least(0, uncertainty, "date_uncertainty_days")
    at_least(0, seed, "seed")
    at_least(LEAST_DRAWS, draws, "draws")
    return MeasurementOptions(trigger_window, uncertainty, seed)


def _span(start: date | str, end: date | str | None) -> tuple[date, date | None]:
    first = _day(start, "start")
    last = None if end is None else _day(end, "end")
    if last is not None and last < first:
        raise InvalidArgument(f"end must not come before start, got {first} to {last}")
    return first, last


def _answer(results: Results, value: str) -> Impact:
    if not results.effects:
        reason = results.not_measured[0]
        raise NotMeasurable(reason.reason, reason.sentence["en"])
    series = next(view for view in results.series if view.metric == value)
    found = next((one for one in results.reconciliation if one.metric == value), None)
    return Impact(results.effects[0], series, found, results)


def _expectation(
    metric: str,
    shape: str,
    days: float | None,
    forecast: tuple[float, float, float] | None,
) -> Expectation:
    named = one_of(Shape, shape, "shape")
    if days is not None and not days > 0:
        raise InvalidArgument(f"shape_days must be more than zero, got {days}")
    low, mid, high = forecast or (None, None, None)
    return Expectation(
        decision=_ID,
        metric=metric,
        shape=named,
        ramp_days=days if named is Shape.RAMP else None,
        half_life_days=days if named is Shape.PULSE else None,
        scale=EffectScale.RELATIVE,
        low=low,
        mid=mid,
        high=high,
    )


def _workspace(
    table: nw.DataFrame[Any],
    dates: np.ndarray[Any, np.dtype[np.datetime64]],
    value: str,
    controls: list[str],
    span: tuple[date, date | None],
    nature: tuple[Kind, Direction, str],
    expectation: Expectation,
    measurement: MeasurementOptions,
) -> Workspace:
    kind, direction, country = nature
    grain = _grain(dates)
    metrics = {
        name: Metric(name, name, "", grain, direction, Kind.MEAN, data=_AS_GIVEN)
        for name in controls
    }
    metrics[value] = Metric(
        value, value, "", grain, direction, kind, controls=tuple(controls), data=_AS_GIVEN
    )
    return Workspace(
        company=Company(value, "EUR", country),
        metrics=metrics,
        observations={name: _observed(table, dates, name) for name in metrics},
        decisions={_ID: Decision(_ID, _ID, span[0], ends_on=span[1])},
        expectations=(expectation,),
        measurement=measurement,
    )


def _observed(
    table: nw.DataFrame[Any], dates: np.ndarray[Any, np.dtype[np.datetime64]], name: str
) -> Observations:
    try:
        values = table[name].cast(nw.Float64).to_numpy()
    except Exception as error:
        raise InvalidArgument(f"column {name!r} must hold numbers: {error}") from error
    values = np.array(values, dtype=float)
    known = np.isfinite(values)
    order = np.argsort(dates[known], kind="stable")
    return Observations(dates[known][order], values[known][order])


def _grain(dates: np.ndarray[Any, np.dtype[np.datetime64]]) -> Grain:
    gap = float(np.median(np.diff(np.sort(dates)).astype(np.int64)))
    return next((grain for most, grain in _GRAINS if gap <= most), Grain.YEAR)


def _dates(table: nw.DataFrame[Any], name: str) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    days = [_day(one, name) for one in table[name].to_list()]
    dates = np.array(days, dtype="datetime64[D]")
    if len(dates) < 12 or len(np.unique(dates)) != len(dates):
        raise InvalidArgument(
            f"column {name!r} must hold at least 12 different days, one row each; got "
            f"{len(dates)} rows with {len(np.unique(dates))} different days"
        )
    return dates


def _find_dates(table: nw.DataFrame[Any]) -> str:
    for name in table.columns:
        try:
            _day(table[name].to_list()[0], name)
        except (InvalidArgument, IndexError):
            continue
        return str(name)
    raise InvalidArgument(
        f"no column holds dates (looked at {', '.join(table.columns)}); name it with date_column"
    )


def _day(given: object, name: str) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError as error:
        raise InvalidArgument(f"{name} must be a date like 2026-03-31, got {given!r}") from error


def _named(table: nw.DataFrame[Any], name: str, argument: str) -> str:
    if name not in table.columns:
        raise InvalidArgument(
            f"{argument}: there is no column {name!r}; the columns are {', '.join(table.columns)}"
        )
    return name


def _first(names: list[str]) -> str:
    if not names:
        raise InvalidArgument("no column is left for the values; name it with value")
    return names[0]
