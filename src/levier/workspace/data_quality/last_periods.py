"""The last periods of a metric: not over yet, not all in yet, or low without another reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.data_finding import DataFinding, FindingKind, Handling
from levier.workspace.data_quality.incomplete_last import Unfinished, unfinished
from levier.workspace.data_quality.levels import levels
from levier.workspace.data_quality.period_ages import ages
from levier.workspace.data_quality.told import Dates, as_change, as_number, in_words, told
from levier.workspace.data_quality.value_findings import days_of
from levier.workspace.measurement.calendar_index import as_date, day_number, period_index
from levier.workspace.model import Kind

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.data_quality.levels import Array
    from levier.workspace.data_quality.maturity import Maturity
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.model import Metric, Observations, Vintages


@dataclass(frozen=True, slots=True)
class LastPeriods:
    """What was found at the end of a series, and how many periods are left out for it."""

    findings: tuple[DataFinding, ...]
    left_out: int


def not_over(metric: Metric, observations: Observations, as_of: date) -> DataFinding | None:
    """Tell of a period whose days were not over: it is never used."""
    index = period_index(observations.dates, metric.grain)
    ends = np.append(index.first_days[1:] - 1, index.days[-1])
    open_periods = np.flatnonzero(ends > day_number(as_of))
    if not len(open_periods):
        return None
    first, last = index.first_days[open_periods[0]], ends[-1]
    return told(
        metric,
        FindingKind.INCOMPLETE_LAST,
        Dates(as_date(int(first)), as_date(int(last))),
        float(len(open_periods)),
        Handling.LEFT_OUT,
        ("incomplete_last.not_over",),
        {"as_of": in_words(as_of)},
    )


def last_periods(
    series: MetricSeries, explained: Array, chosen: Vintages | None, maturity: Maturity | None
) -> LastPeriods:
    """Find the incomplete periods at the end of a series, and say what is done about them."""
    asked = series.metric.data.incomplete_last
    low = _by_values(series, explained)
    young = _by_age(series, chosen, maturity) if chosen is not None and maturity else None
    if isinstance(asked, int) and asked:
        periods = min(asked, len(series.index))
        return LastPeriods((_as_told(series, periods),), periods)
    found = [] if young is None else [_found(series, young, "young")]
    if low is not None:
        found.append(_found(series, low, "low_one" if low.periods == 1 else "low_several"))
    deepest = max((one.periods for one in (young, low) if one is not None), default=0)
    return LastPeriods(tuple(found), deepest if asked == "drop" else 0)


def _by_values(series: MetricSeries, explained: Array) -> Unfinished | None:
    """Look at what adds up over a period: the values, or the denominator of a ratio or mean."""
    values, counted = series.values, series.metric.kind in (Kind.SUM, Kind.COUNT)
    if not counted:
        if series.weights is None:
            return None
        values = np.where(np.isfinite(values), series.weights, np.nan)
    found = levels(series.index, values, is_count=series.metric.kind is Kind.COUNT)
    return None if found is None else unfinished(found, explained)


def _by_age(series: MetricSeries, chosen: Vintages, maturity: Maturity) -> Unfinished | None:
    """Look at how old each last period was when the value used was published."""
    if not maturity.settled:
        return None
    index = series.index
    place = index.positions(chosen.rows.dates.astype("datetime64[D]").astype(np.int64))
    youngest = np.full(len(index), np.iinfo(np.int64).max)
    inside = place < len(index)
    old = ages(chosen, index.grain)
    np.minimum.at(youngest, place[inside], old[inside])
    settled = np.flatnonzero(youngest >= maturity.settled)
    periods = len(index) - 1 - (int(settled[-1]) if len(settled) else -1)
    ratio = maturity.ratio_at(int(youngest[-1]))
    return Unfinished(periods, ratio - 1) if periods else None


def _found(series: MetricSeries, found: Unfinished, key: str) -> DataFinding:
    left_out = series.metric.data.incomplete_last == "drop"
    last = len(series.index) - 1
    return told(
        series.metric,
        FindingKind.INCOMPLETE_LAST,
        days_of(series.index, last - found.periods + 1, last),
        found.departure,
        Handling.LEFT_OUT if left_out else Handling.SHOWN,
        (f"incomplete_last.{key}", f"incomplete_last.{'left_out' if left_out else 'kept'}"),
        {"periods": as_number(found.periods), "departure": as_change(found.departure)},
    )


def _as_told(series: MetricSeries, periods: int) -> DataFinding:
    last = len(series.index) - 1
    return told(
        series.metric,
        FindingKind.INCOMPLETE_LAST,
        days_of(series.index, last - periods + 1, last),
        float(periods),
        Handling.LEFT_OUT,
        ("incomplete_last.as_told",),
        {"periods": as_number(periods)},
    )
