"""Difference-in-differences on the units that can be compared, where there are enough of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.difference_in_differences import (
    NEVER as NEVER_IN_PANEL,
)
from levier.impact.designs.difference_in_differences import (
    Aggregation,
    Controls,
    NotARollout,
    Panel,
    RolloutEstimate,
    TrendTest,
    measure_rollout,
    permutation_interval,
)
from levier.impact.designs.difference_in_differences.clusters import FEWEST_CLUSTERS
from levier.workspace.measurement.across_units.blocks import boundaries
from levier.workspace.measurement.across_units.checks import group_time_checks
from levier.workspace.measurement.across_units.reading import (
    NORMAL_95,
    Method,
    NoReading,
    UnitReading,
    said,
)
from levier.workspace.results import Design, PathPoint

if TYPE_CHECKING:
    from levier.workspace.measurement.across_units.comparable import Comparable
    from levier.workspace.measurement.across_units.unit_panel import UnitPanel

_MOST_DATES = 12
_DEALS = 99
"""With the true one a hundred, of which five are one in twenty."""


def group_time_reading(
    panel: UnitPanel, units: Comparable, mean_height: float, seed: int
) -> UnitReading | NoReading:
    """Compare units reached with those not yet reached, group by group.

    ``mean_height`` is the mean part of the full effect that acts on the cells reached.
    """
    dates = np.unique(units.first[units.reached])
    begins = boundaries(units.end, dates, panel.least_stretch)
    if len(begins) <= units.end and len(dates) > _MOST_DATES:
        return NoReading(Design.ROLLOUT, said("too_many_dates", count=len(dates)))
    rollout = _panel(panel, units, begins)
    try:
        found = measure_rollout(rollout, controls=_controls(units), seed=seed)
    except NotARollout as refusal:
        return NoReading(Design.ROLLOUT, _both(refusal))
    overall = found.aggregations[Aggregation.SIMPLE].overall
    if overall.interval95 is None or overall.caution is not None:
        return NoReading(Design.ROLLOUT, said("no_interval", count=int(units.reached.sum())))
    low, high = overall.interval95
    trends = found.trends if isinstance(found.trends, TrendTest) else None
    claimed = low > 0 or high < 0
    return UnitReading(
        design=Design.ROLLOUT,
        method=Method.GROUP_TIME,
        mean=overall.value / mean_height,
        sd=(high - low) / 2 / NORMAL_95 / mean_height,
        reached=int(units.reached.sum()) - len(found.left_out),
        compared=int(units.compared.sum()),
        left_out=len(panel.often_absent) + units.touched + len(found.left_out),
        path=_path(found),
        checks=group_time_checks(rollout, trends, claimed=claimed, seed=seed),
    )


def dealt_reading(
    panel: UnitPanel, units: Comparable, mean_height: float, seed: int
) -> UnitReading | NoReading:
    """Give few units a range by dealing the dates of exposure among them again.

    The interval of a permutation is not quite centred: what is reported is its half width about
    the estimate.
    """
    begins = boundaries(units.end, np.unique(units.first[units.reached]), panel.least_stretch)
    rollout = _panel(panel, units, begins)
    try:
        found = permutation_interval(rollout, controls=_controls(units), deals=_DEALS, seed=seed)
    except NotARollout as refusal:
        return NoReading(Design.ROLLOUT, _both(refusal))
    low, high = found.interval95
    return UnitReading(
        design=Design.ROLLOUT,
        method=Method.DEALT,
        mean=found.value / mean_height,
        sd=max(high - found.value, found.value - low) / NORMAL_95 / mean_height,
        reached=int(units.reached.sum()),
        compared=int(units.compared.sum()),
        left_out=len(panel.often_absent) + units.touched,
        path=(),
        checks=(),
    )


def _controls(units: Comparable) -> Controls:
    """Compare with units never reached where there are enough: those in line may prepare for it."""
    enough = units.compared.sum() >= FEWEST_CLUSTERS
    return Controls.NEVER_TREATED if enough else Controls.NOT_YET_TREATED


def _panel(panel: UnitPanel, units: Comparable, begins: np.ndarray) -> Panel:
    kept = units.kept
    first = units.first[kept]
    reached = first < units.end
    blocks = np.searchsorted(begins, np.where(reached, first, 0), side="right") - 1
    earliest = int(first[reached].min()) if reached.any() else units.end
    return Panel(
        units=tuple(name for name, keep in zip(panel.names, kept, strict=True) if keep),
        outcome=panel.over(begins)[kept],
        first_treated=np.where(reached, blocks, NEVER_IN_PANEL).astype(np.int64),
        weights=panel.sizes(earliest)[kept],
        cluster=np.arange(int(kept.sum()), dtype=np.int64),
    )


def _path(found: RolloutEstimate) -> tuple[PathPoint, ...]:
    parts = found.aggregations[Aggregation.DYNAMIC].parts
    return tuple(
        PathPoint(since, one.value, *one.interval95)
        for since, one in sorted(parts.items())
        if one.interval95 is not None
    )


def _both(refusal: NotARollout) -> dict[str, str]:
    return {
        language: refusal.refusal.sentence(language, **refusal.fields) for language in ("en", "fr")
    }
