"""A metric by unit, complete and on the scale on which effects add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.link import Link, LinkName, choose_link
from levier.workspace.measurement.calendar_index import PeriodIndex
from levier.workspace.measurement.metric_scale import MetricScale
from levier.workspace.model import Kind

if TYPE_CHECKING:
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.model import Metric

Array = NDArray[np.float64]

_OFTEN_ABSENT = 0.2
_MOST = 0.5
_PASSES = 10
_ROUNDING = 1e-10
_COUNTED = 20.0
"""Cases in a stretch of one unit: the logarithm of a count is then biased by a fortieth at most."""


@dataclass(frozen=True, slots=True)
class UnitPanel:
    """N units over T periods.

    Attributes
    ----------
    metric, index
        What is observed, and when.
    names
        (N,) of the units kept.
    link
        The scale on which effects add up.
    scores
        (N, T) on that scale, gaps filled from what the unit and the period usually are.
    values
        (N, T) in the metric's unit, filled likewise.
    worth
        (N, T) units of the total per unit of the value: denominators of a ratio or mean, else 1.
    told_absolute
        Whether everyone who told the effect did so in the metric's unit.
    filled
        How many values were filled in.
    often_absent
        Names of the units left out because more than a fifth of their periods is missing.
    """

    metric: Metric
    index: PeriodIndex
    names: tuple[str, ...]
    link: Link
    scores: Array
    values: Array
    worth: Array
    told_absolute: bool
    filled: int
    often_absent: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """Whether the whole metric is the sum of its units."""
        return self.metric.kind in (Kind.SUM, Kind.COUNT)

    @property
    def level(self) -> float:
        """Typical value of a unit, each counted for what it weighs."""
        return float((self.worth * self.values).sum() / self.worth.sum())

    @property
    def scale(self) -> MetricScale:
        """How the values of one unit are analysed and told."""
        spread = float(np.std(self.scores))
        return MetricScale(self.link, self.level, spread, self.told_absolute)

    @property
    def all_alike(self) -> bool:
        """Whether all units changed alike, but for rounding: there is no noise to learn from."""
        changes = np.diff(self.scores, axis=1)
        own = np.abs(changes - changes.mean(axis=0)).max(initial=0.0)
        return bool(own <= _ROUNDING * max(float(np.abs(self.scores).max()), 1e-300))

    def over(self, begins: NDArray[np.int64]) -> Array:
        """Give the scores (N, B) of the stretches that begin at ``begins``, the end included.

        Values are put together before they are brought to the scale: a store that sold nothing
        on some days has sold something in the month.
        """
        stop = int(begins[-1])
        made, weight = (
            np.add.reduceat(table[:, :stop], begins[:-1], axis=1)
            for table in (self.worth * self.values, self.worth)
        )
        if self.link.name is LinkName.LOG_HALF:
            # All units share the length of a stretch: the logarithm of a count is that of a rate.
            return np.asarray(self.link.forward(made))
        return np.asarray(self.link.forward(made / weight))

    @property
    def least_stretch(self) -> int:
        """Periods to put together before the logarithm of a count is near enough to Gaussian."""
        if self.metric.kind is not Kind.COUNT:
            return 1
        usual = float(np.median(self.values.mean(axis=1)))
        return int(np.ceil(_COUNTED / max(usual, 1e-9))) if usual < _COUNTED else 1

    def sizes(self, before: int) -> Array:
        """Give how much each unit (N,) counts in a mean, from the periods before one."""
        if self.adds_up and self.link.name is LinkName.IDENTITY:
            return np.ones(len(self.names))
        size = self.values if self.adds_up else self.worth
        return np.asarray(np.maximum(size[:, : max(before, 1)].mean(axis=1), 1e-12))


def unit_panel(
    series: MetricSeries, not_believed: NDArray[np.bool_], *, told_absolute: bool
) -> UnitPanel | None:
    """Put the units of a metric in order; None when it is not seen by unit.

    ``not_believed`` is (T,) True in a declared outage: nothing is taken from those periods.
    """
    if series.table is None:
        return None
    index, weights = series.index, series.table.weights
    seen = np.where(not_believed, np.nan, series.table.values)
    observed = _observed_periods(seen, not_believed)
    if not observed.all():
        index, seen, not_believed = (
            _only(index, observed),
            seen[:, observed],
            not_believed[observed],
        )
        weights = None if weights is None else weights[:, observed]
    open_periods = max(int((~not_believed).sum()), 1)
    kept = np.isnan(seen[:, ~not_believed]).sum(axis=1) <= _OFTEN_ABSENT * open_periods
    seen = seen[kept]
    if not len(seen):
        return None
    link = _link(series.metric, seen, told_absolute=told_absolute)
    scores = filled_in(link.forward(seen))
    known = np.isfinite(seen)
    worth = np.ones_like(seen)
    if weights is not None:
        worth = _carried(weights[kept])
    names = series.table.names
    return UnitPanel(
        metric=series.metric,
        index=index,
        names=tuple(name for name, keep in zip(names, kept, strict=True) if keep),
        link=link,
        scores=scores,
        values=np.where(known, seen, link.inverse(scores)),
        worth=worth,
        told_absolute=told_absolute,
        filled=int((~known).sum()),
        often_absent=tuple(name for name, keep in zip(names, kept, strict=True) if not keep),
    )


def _observed_periods(seen: Array, not_believed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell (T,) which periods to keep: all, or those surveyed of a metric seen in waves."""
    surveyed = (np.isfinite(seen).mean(axis=0) >= _MOST) | not_believed
    seldom = surveyed.mean() < 1 - _OFTEN_ABSENT
    return surveyed if seldom else np.ones(len(surveyed), dtype=bool)


def _only(index: PeriodIndex, kept: NDArray[np.bool_]) -> PeriodIndex:
    """Give the index of some of the periods, with their own days."""
    days = index.days[kept[index.positions(index.days)]]
    return PeriodIndex(index.grain, index.first_days[kept], days)


def filled_in(scores: Array) -> Array:
    """Fill gaps (N, T) with what the unit and the period are beyond the rest: two-way means."""
    missing = np.isnan(scores)
    if not missing.any():
        return scores
    filled = np.where(missing, np.nanmean(scores), scores)
    for _ in range(_PASSES):
        fitted = filled.mean(axis=1, keepdims=True) + filled.mean(axis=0) - filled.mean()
        filled = np.where(missing, fitted, scores)
    return np.asarray(filled)


def _link(metric: Metric, seen: Array, *, told_absolute: bool) -> Link:
    if told_absolute and metric.kind is Kind.MEAN:
        return Link(LinkName.IDENTITY)
    kind = metric.kind
    return choose_link(seen, is_ratio=kind is Kind.RATIO, is_count=kind is Kind.COUNT)


def _carried(weights: Array) -> Array:
    """Interpolate denominators (N, T) over gaps."""
    periods = np.arange(weights.shape[1])
    rows = []
    for row in weights:
        known = np.isfinite(row)
        rows.append(
            np.interp(periods, periods[known], row[known]) if known.any() else periods + 1.0
        )
    return np.array(rows)
