"""One effect per group and period: how much more the group moved than those not reached.

ATT(g, t) of Callaway and Sant'Anna (2021), section 2. From its first period on, a group is compared
with what it was just before (before it could anticipate); earlier, each period with the one before
it, which shows the trends that should be parallel. How a cell is measured depends on what is known:
``mean_change``, ``doubly_robust`` with covariates, ``ratio_of_ratios`` with denominators.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.difference_in_differences.contrast import Contrast
from levier.impact.designs.difference_in_differences.doubly_robust import doubly_robust_change
from levier.impact.designs.difference_in_differences.mean_change import difference_of_mean_changes
from levier.impact.designs.difference_in_differences.ratio_of_ratios import log_ratio_of_ratios
from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.panel import Panel


class Controls(StrEnum):
    """Whom the units reached are compared with."""

    NEVER_TREATED = "never_treated"
    NOT_YET_TREATED = "not_yet_treated"
    """Never reached, or reached later than the period compared."""


@dataclass(frozen=True, slots=True)
class GroupTimeEffects:
    """K cells, by group then by period.

    Attributes
    ----------
    group, period
        (K,) numbers of the group's first period and of the period measured.
    value
        (K,) ATT(g, t) in the unit of the outcome; before the group's first period, a placebo.
    influence
        (N, K) what each unit adds to N times the error of each cell.
    treated, controls
        (N, K) whether the unit is on that side of the cell, seen in both of its periods.
    without_control
        (group, period) of the cells that nobody can be compared with, or nobody seen.
    anticipation
        How many periods before its first one a group may already react.
    """

    group: NDArray[np.int64]
    period: NDArray[np.int64]
    value: NDArray[np.float64]
    influence: NDArray[np.float64]
    treated: NDArray[np.bool_]
    controls: NDArray[np.bool_]
    without_control: tuple[tuple[int, int], ...]
    anticipation: int = 0

    @property
    def after(self) -> NDArray[np.bool_]:
        """(K,) whether the group has been reached in the cell's period."""
        return self.period >= self.group

    @property
    def placebo(self) -> NDArray[np.bool_]:
        """(K,) whether the cell lies before anything could act on the group."""
        return self.period < self.group - self.anticipation

    @property
    def units(self) -> NDArray[np.int64]:
        """(K,) how many units each cell uses; fewer than all where some were not seen."""
        return np.asarray((self.treated | self.controls).sum(axis=0))


def group_time_effects(panel: Panel, controls: Controls, anticipation: int = 0) -> GroupTimeEffects:
    """Measure every cell of a checked panel.

    Parameters
    ----------
    panel
        As ``usable_panel`` gives it.
    controls
        Whom the units reached are compared with.
    anticipation
        How many periods before being reached a unit may already react; they are compared with the
        last period before them, and count neither as effects nor as placebos.

    Raises
    ------
    NotARollout
        When no group can be compared with anybody once it is reached.
    """
    if controls is Controls.NEVER_TREATED and not panel.never_treated.any():
        raise NotARollout(Refusal.NO_NEVER_TREATED)
    wanted = [
        _contrast(panel, int(group), period, controls, anticipation)
        for group in panel.groups
        for period in range(1, panel.periods)
    ]
    cells = [one for one in wanted if one.answerable]
    if not any(one.period >= one.group for one in cells):
        raise NotARollout(Refusal.NO_CONTROL)
    measure = _measure_of(panel)
    measured = [measure(panel, one) for one in cells]
    return GroupTimeEffects(
        group=np.array([one.group for one in cells], dtype=np.int64),
        period=np.array([one.period for one in cells], dtype=np.int64),
        value=np.array([value for value, _ in measured]),
        influence=np.column_stack([influence for _, influence in measured]),
        treated=np.column_stack([one.treated for one in cells]),
        controls=np.column_stack([one.controls for one in cells]),
        without_control=tuple((c.group, c.period) for c in wanted if not c.answerable),
        anticipation=anticipation,
    )


def _contrast(
    panel: Panel, group: int, period: int, controls: Controls, anticipation: int
) -> Contrast:
    """Compare with the last period that nothing could touch, or earlier with the one before."""
    base = group - 1 - anticipation if period >= group - anticipation else period - 1
    seen = panel.seen[:, period] & panel.seen[:, base]
    against = panel.never_treated
    if controls is Controls.NOT_YET_TREATED:
        later = panel.first_treated > period + anticipation
        against = later & (panel.first_treated != group)
    return Contrast(group, period, base, seen & (panel.first_treated == group), seen & against)


def _measure_of(panel: Panel) -> Callable[[Panel, Contrast], tuple[float, NDArray[np.float64]]]:
    if panel.denominators is not None:
        return log_ratio_of_ratios
    return difference_of_mean_changes if panel.covariates is None else doubly_robust_change
