"""Few units, many periods: all the roll-outs of a metric jointly, on what differs between units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.designs.contrasts_between_units import (
    FEWEST_PERIODS,
    FEWEST_UNITS,
    ContrastsMeasurement,
    UnitPaths,
    differs_between_units,
    measure_contrasts,
)
from levier.workspace.measurement.across_units.checks import contrast_checks
from levier.workspace.measurement.across_units.reading import NORMAL_95
from levier.workspace.model import Grain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.measurement.across_units.unit_panel import UnitPanel
    from levier.workspace.results import Check

Array = NDArray[np.float64]

MOST_UNITS = 400
LEAST_BEFORE = 6
LEAST_AFTER = 2
_DAYS_OF_WEEK = 7
WIDE_SD = 0.2


@dataclass(frozen=True, slots=True)
class JointContrasts:
    """The joint answer for the roll-outs of one metric.

    Attributes
    ----------
    decisions
        Ids, in the order of the posterior.
    heights
        (N, S) the declared path of each, over the stretches compared.
    measured
        The full effects.
    """

    decisions: tuple[str, ...]
    heights: tuple[Array, ...]
    measured: ContrastsMeasurement

    def of(self, decision: str) -> tuple[float, float]:
        """Give mean and standard deviation of one full effect."""
        k = self.decisions.index(decision)
        mixture = self.measured.posterior.mixture
        return float(mixture.mean[k]), float(np.sqrt(mixture.covariance[k, k]))

    def checks(self, decision: str, seed: int) -> tuple[Check, ...]:
        """Check one of them."""
        k = self.decisions.index(decision)
        mean, sd = self.of(decision)
        claimed = abs(mean) > NORMAL_95 * sd
        return contrast_checks(self.measured, self.heights[k], k, claimed=claimed, seed=seed)

    def covariance(self, first: str, second: str) -> float:
        """Give the covariance of two full effects; zero for one that is not here."""
        if first not in self.decisions or second not in self.decisions:
            return 0.0
        rows = self.decisions.index(first), self.decisions.index(second)
        return float(self.measured.posterior.mixture.covariance[rows])


def joint_contrasts(
    panel: UnitPanel, paths: Mapping[str, UnitPaths], level_centre: float
) -> JointContrasts | None:
    """Measure together the decisions whose path differs between units; None when that cannot be.

    Days are put together into weeks first: what differs between the weekdays of a unit is no news.
    """
    count, periods = panel.scores.shape
    differing = {
        name: one for name, one in paths.items() if differs_between_units(one.heights[:, :, 0])
    }
    if not differing or not FEWEST_UNITS <= count <= MOST_UNITS or periods < FEWEST_PERIODS:
        return None
    begins = _stretches(panel)
    if len(begins) - 1 < FEWEST_PERIODS:
        return None
    outcome = panel.over(begins)
    shorter = {
        name: UnitPaths(_means(one.heights, begins), one.weights) for name, one in differing.items()
    }
    usable = {name: one for name, one in shorter.items() if _seen_enough(one.heights[:, :, 0])}
    if not usable:
        return None
    spread = max(float(np.std(panel.scores - panel.scores.mean(axis=1, keepdims=True))), 1e-9)
    prior_sd = max(WIDE_SD * _slope(panel), 2 * spread)
    measured = measure_contrasts(outcome, tuple(usable.values()), prior_sd, level_centre)
    declared = tuple(one.heights[:, :, 0] for one in usable.values())
    return JointContrasts(tuple(usable), declared, measured)


def _slope(panel: UnitPanel) -> float:
    """Give the shift on the scale that a relative effect of one unit amounts to, near none."""
    return (
        abs(panel.link.shift_for(0.01, panel.level) - panel.link.shift_for(-0.01, panel.level))
        / 0.02
    )


def _seen_enough(heights: Array) -> bool:
    """Tell whether the path has periods enough before its first unit and after it."""
    acting = np.flatnonzero(heights.max(axis=0) > 0)
    return bool(len(acting) >= LEAST_AFTER and acting[0] >= LEAST_BEFORE)


def _stretches(panel: UnitPanel) -> NDArray[np.int64]:
    """Give where the stretches put together begin, with the end: whole weeks of a daily metric.

    Small counts are put together until they are large enough, if enough stretches are left.
    """
    periods = panel.scores.shape[1]
    begins = np.arange(periods + 1)
    if panel.index.grain is Grain.DAY:
        begins = _weeks(panel.index.first_days)
    lengths = panel.least_stretch / max(float(np.diff(begins).mean()), 1.0)
    step = max(1, min(int(np.ceil(lengths)), (len(begins) - 1) // (2 * FEWEST_PERIODS)))
    return np.asarray(begins[::step], dtype=np.int64)


def _weeks(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give where weeks begin, with the end of the last one that is over."""
    weeks = (days - days[0]) // _DAYS_OF_WEEK
    ends = np.append(np.flatnonzero(np.diff(weeks, prepend=-1)), len(days))
    usual = np.max(np.diff(ends))
    return ends[:-1] if ends[-1] - ends[-2] < usual else ends


def _means(table: Array, begins: NDArray[np.int64]) -> Array:
    sums = np.add.reduceat(table[:, : begins[-1]], begins[:-1], axis=1)
    lengths = np.diff(begins).reshape((1, -1) + (1,) * (table.ndim - 2))
    return np.asarray(sums / lengths)
