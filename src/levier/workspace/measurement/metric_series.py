"""One metric as one regular series: units added up, gaps shown as gaps, the unfinished cut off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.measurement.calendar_index import (
    Days,
    PeriodIndex,
    day_number,
    period_index,
)
from levier.workspace.model import Kind, Metric, Observations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Array = NDArray[np.float64]

_OFTEN_ABSENT = 0.2


@dataclass(frozen=True, slots=True)
class UnitTable:
    """A metric seen by unit.

    Attributes
    ----------
    names
        (N,) of the units, in order.
    values
        (N, T) NaN where a unit was not observed.
    weights
        (N, T) denominators of a ratio or mean; None when the metric has none.
    """

    names: tuple[str, ...]
    values: Array
    weights: Array | None


@dataclass(frozen=True, slots=True)
class MetricSeries:
    """One metric, one value per period.

    Attributes
    ----------
    metric
        Its definition.
    index
        The periods.
    values
        (T,) NaN where nothing was observed.
    weights
        (T,) denominators, interpolated over gaps; None when the metric has none.
    units
        For a panel: (T,) how much of the metric each unit makes, in units of the metric or, for
        a ratio or a mean, of its denominator; zero where it was not observed.
    table
        For a panel: what was observed of each unit.
    """

    metric: Metric
    index: PeriodIndex
    values: Array
    weights: Array | None = None
    units: Mapping[str, Array] = field(default_factory=dict)
    table: UnitTable | None = None

    def unit_shares(self, before: int) -> dict[str, float]:
        """Give the part that each unit made before a day (of all periods if none is), sum one.

        What a decision did to its units after it began is thus not counted into their size.
        """
        periods = self.index.first_days < before
        kept = periods if periods.any() else np.ones(len(periods), dtype=bool)
        sizes = {unit: float(np.abs(size[kept]).sum()) for unit, size in self.units.items()}
        total = sum(sizes.values()) or 1.0
        return {unit: size / total for unit, size in sizes.items()}


def metric_series(metric: Metric, observations: Observations, as_of: date) -> MetricSeries | None:
    """Build the series of what was known on ``as_of``; None when no whole period was."""
    index = period_index(observations.dates, metric.grain)
    whole = _whole_periods(index, day_number(as_of))
    positions = index.positions(observations.dates.astype("datetime64[D]").astype(np.int64))
    keep = positions < whole
    if not keep.any():
        return None
    index = _cut(index, whole)
    values, weights = observations.values[keep], None
    if observations.weights is not None:
        weights = observations.weights[keep]
    if observations.units is None:
        return _single(metric, index, positions[keep], values, weights)
    return _panel(metric, index, positions[keep], values, weights, observations.units[keep])


def _whole_periods(index: PeriodIndex, today: int) -> int:
    ends = np.append(index.first_days[1:] - 1, index.days[-1])
    return int(np.searchsorted(ends, today, side="right"))


def _cut(index: PeriodIndex, whole: int) -> PeriodIndex:
    if whole == len(index):
        return index
    days = index.days[index.days < index.first_days[whole]]
    return PeriodIndex(index.grain, index.first_days[:whole], days)


def _single(
    metric: Metric, index: PeriodIndex, positions: Days, values: Array, weights: Array | None
) -> MetricSeries:
    series = np.full(len(index), np.nan)
    series[positions] = values
    if weights is None:
        return MetricSeries(metric, index, series)
    denominators = np.full(len(index), np.nan)
    denominators[positions] = weights
    return MetricSeries(metric, index, series, _interpolated(denominators))


def _panel(
    metric: Metric,
    index: PeriodIndex,
    positions: Days,
    values: Array,
    weights: Array | None,
    units: NDArray[np.object_],
) -> MetricSeries:
    names, column = np.unique(units.astype(str), return_inverse=True)
    table = np.full((len(index), len(names)), np.nan)
    table[positions, column] = values
    labels = tuple(str(name) for name in names)
    if metric.kind in (Kind.SUM, Kind.COUNT):
        seen = UnitTable(labels, table.T, None)
        return MetricSeries(metric, index, _totals(table), None, _sizes(names, table), seen)
    heavy = np.full_like(table, np.nan)
    heavy[positions, column] = 1.0 if weights is None else weights
    seen = UnitTable(labels, table.T, None if weights is None else heavy.T)
    denominators = _totals(heavy)
    ratio = _totals(table * heavy) / denominators
    kept = None if weights is None else _interpolated(denominators)
    return MetricSeries(metric, index, ratio, kept, _sizes(names, heavy), seen)


def _totals(table: Array) -> Array:
    """Add units up; a period is unknown when a unit that is nearly always there is not."""
    absent = np.isnan(table)
    regular = absent.mean(axis=0) <= _OFTEN_ABSENT
    unknown = absent[:, regular].any(axis=1) | absent.all(axis=1)
    return np.where(unknown, np.nan, np.nansum(table, axis=1))


def _sizes(names: NDArray[np.str_], table: Array) -> dict[str, Array]:
    known = np.nan_to_num(table)
    return {str(name): known[:, column] for column, name in enumerate(names)}


def _interpolated(values: Array) -> Array:
    known = np.isfinite(values)
    if not known.any():
        return np.ones_like(values)
    periods = np.arange(len(values))
    return np.interp(periods, periods[known], values[known])
