"""What moves a metric besides decisions: week, year, holidays, declared periods, controls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.calendars.public_holidays import public_holidays
from levier.impact.models.effect_shapes import period_means
from levier.impact.models.link import choose_link
from levier.impact.models.regression_design import Background, Part, background
from levier.impact.models.seasonality import (
    seasonal_contrasts,
    yearly_waves,
)
from levier.workspace.measurement.calendar_index import PeriodIndex, as_date, day_number
from levier.workspace.model import Grain, Kind, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.model import Metric, Period, Workspace

Array = NDArray[np.float64]

_MONDAY_OF_DAY_ZERO = 3  # 1970-01-01 was a Thursday
_WAVES = ((1090, 5), (540, 3), (360, 2))
_NAMED_HOLIDAY = 1.0
_PERIOD = 2.0


def known_causes(
    workspace: Workspace, series: MetricSeries, others: Mapping[str, MetricSeries], scale: float
) -> Background:
    """Gather every column that explains ``series`` besides the decisions.

    ``scale`` is the spread of the series on the scale of the analysis.
    """
    index, metric = series.index, series.metric
    season = _season(index)
    controls = [others[name] for name in metric.controls if name in others]
    believed = [_believed(workspace.periods, control) for control in controls]
    columns = _control_columns(believed, index)
    known = background(len(index), scale, season, columns)
    known = _with_holidays(known, workspace.company.country, index, metric.kind, scale)
    return _with_declared(known, declared_for(workspace.periods, metric), index, scale)


def declared_for(periods: Sequence[Period], metric: Metric) -> list[Period]:
    """List the declared periods that concern a metric."""
    return [period for period in periods if not period.metrics or metric.id in period.metrics]


def not_believed(periods: Sequence[Period], series: MetricSeries) -> NDArray[np.bool_]:
    """Tell (T,) which periods a declared outage touches."""
    return touched_by(PeriodKind.OUTAGE, periods, series)


def touched_by(
    kind: PeriodKind, periods: Sequence[Period], series: MetricSeries
) -> NDArray[np.bool_]:
    """Tell (T,) which periods a declared stretch of one kind touches."""
    touched = np.zeros(len(series.index), dtype=bool)
    for period in declared_for(periods, series.metric):
        if period.kind is kind:
            touched |= _presence(period, series.index) > 0
    return touched


def _season(index: PeriodIndex) -> Array:
    length = len(index.days)
    none = np.zeros((len(index), 0))
    if index.grain is Grain.DAY:
        week = seasonal_contrasts((index.first_days + _MONDAY_OF_DAY_ZERO) % 7)
        return np.hstack([week, _waves(index.first_days, int(np.ptp(index.first_days)) + 1)])
    if index.grain is Grain.WEEK:
        return _waves(index.first_days + 3, length)
    months = index.first_days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    if index.grain is Grain.MONTH and len(index) >= 24:
        return seasonal_contrasts(months)
    if index.grain is Grain.QUARTER and len(index) >= 8:
        return seasonal_contrasts(months // 3)
    return _waves(index.first_days, length)[:, :2] if len(index) >= 12 else none


def _waves(days: NDArray[np.int64], length: int) -> Array:
    pairs = next((pairs for least, pairs in _WAVES if length >= least), 0)
    return yearly_waves(days, pairs)


def _with_holidays(
    known: Background, country: str, index: PeriodIndex, kind: Kind, scale: float
) -> Background:
    """Add public holidays: one effect for all of them and a deviation for each name."""
    if not country or index.grain is Grain.YEAR:
        return known
    names = public_holidays(country, as_date(int(index.days[0])), as_date(int(index.days[-1])))
    numbers = np.array([day_number(day) for day in names], dtype=np.int64)
    if index.grain is not Grain.DAY:
        return _with_working_days(known, numbers, index, kind, scale)
    if not np.isin(index.days, numbers).any():
        return known
    labels = np.array(list(names.values()))
    named = np.column_stack(
        [np.isin(index.days, numbers[labels == label]) for label in np.unique(labels)]
    ).astype(float)
    named = named[:, named.any(axis=0)]
    every = named.max(axis=1, keepdims=True)
    return known.and_also(every, _PERIOD * scale, Part.SEASON).and_also(
        named, _NAMED_HOLIDAY * scale, Part.SEASON
    )


def _with_working_days(
    known: Background, holidays: NDArray[np.int64], index: PeriodIndex, kind: Kind, scale: float
) -> Background:
    """Add the share of working days for longer periods of a quantity that adds up over days."""
    if kind not in (Kind.SUM, Kind.COUNT):
        return known
    weekday = (index.days + _MONDAY_OF_DAY_ZERO) % 7 < 5
    working = (weekday & ~np.isin(index.days, holidays)).astype(float)
    share = period_means(working, index.first_days, index.days)
    spread = share.std()
    column = ((share - share.mean()) / spread if spread > 0 else share * 0)[:, None]
    return known.and_also(column[:, : int(spread > 0)], _PERIOD * scale, Part.SEASON)


def _with_declared(
    known: Background, periods: Sequence[Period], index: PeriodIndex, scale: float
) -> Background:
    """Add one column per name of declared event, and a step per change of definition."""
    events: dict[str, Array] = {}
    for period in periods:
        if period.kind is PeriodKind.EVENT:
            presence = _presence(period, index)
            events[period.name] = events.get(period.name, 0 * presence) + presence
        elif period.kind is PeriodKind.DEFINITION:
            step = _presence(period, index)[:, None]
            known = known.and_also(step, 5 * _PERIOD * scale, Part.TREND)
    columns = [column for column in events.values() if column.any() and not column.all()]
    if not columns:
        return known
    return known.and_also(np.column_stack(columns), _PERIOD * scale, Part.SEASON)


def _presence(period: Period, index: PeriodIndex) -> Array:
    """Give the share (T,) of each period's days that lie in a declared stretch."""
    last = index.days[-1] if period.ends_on is None else day_number(period.ends_on)
    inside = (index.days >= day_number(period.starts_on)) & (index.days <= last)
    return period_means(inside.astype(float), index.first_days, index.days)


def _believed(periods: Sequence[Period], control: MetricSeries) -> MetricSeries:
    """Empty the periods of a control that an outage touches, so that they are interpolated."""
    values = np.where(not_believed(periods, control), np.nan, control.values)
    return replace(control, values=values) if np.isfinite(values).any() else control


def _control_columns(controls: Sequence[MetricSeries], index: PeriodIndex) -> Array:
    columns = [_on_index(control, index) for control in controls]
    return np.column_stack(columns) if columns else np.zeros((len(index), 0))


def _on_index(control: MetricSeries, index: PeriodIndex) -> Array:
    """Bring a control to the periods of a metric, on its own scale, gaps interpolated."""
    link = choose_link(
        control.values,
        is_ratio=control.metric.kind is Kind.RATIO,
        is_count=control.metric.kind is Kind.COUNT,
    )
    scores = link.forward(control.values)
    known = np.isfinite(scores)
    middle = control.index.first_days + _half_period(control.index)
    daily = np.interp(index.days, middle[known], scores[known])
    return period_means(daily, index.first_days, index.days)


def _half_period(index: PeriodIndex) -> int:
    return int(np.median(np.diff(index.first_days)) // 2) if len(index) > 1 else 0
