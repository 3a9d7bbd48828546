"""One effect per group and period: how much more the group moved than those not reached.

ATT(g, t) of Callaway and Sant'Anna (2021), section 2, without covariates, with their influence
functions (their theorem 2). From its first period on, a group is compared with what
it was just before; earlier, each period with the one before it, which shows the trends that
should be parallel.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
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
    controls
        (N, K) whether the unit is a control of the cell.
    without_control
        (group, period) of the cells that nobody can be compared with.
    """

    group: NDArray[np.int64]
    period: NDArray[np.int64]
    value: NDArray[np.float64]
    influence: NDArray[np.float64]
    controls: NDArray[np.bool_]
    without_control: tuple[tuple[int, int], ...]

    @property
    def after(self) -> NDArray[np.bool_]:
        """(K,) whether the group has been reached in the cell's period."""
        return self.period >= self.group


def group_time_effects(panel: Panel, controls: Controls) -> GroupTimeEffects:
    """Measure every cell of a checked panel.

    Raises
    ------
    NotARollout
        When no group can be compared with anybody once it is reached.
    """
    if controls is Controls.NEVER_TREATED and not panel.never_treated.any():
        raise NotARollout(Refusal.NO_NEVER_TREATED)
    wanted = [(int(g), t) for g in panel.groups for t in range(1, panel.periods)]
    masks = [_controls_of(panel, group, period, controls) for group, period in wanted]
    cells = [(cell, mask) for cell, mask in zip(wanted, masks, strict=True) if mask.any()]
    if not any(period >= group for (group, period), _ in cells):
        raise NotARollout(Refusal.NO_CONTROL)
    measured = [_measure_cell(panel, group, period, mask) for (group, period), mask in cells]
    return GroupTimeEffects(
        group=np.array([group for (group, _), _ in cells], dtype=np.int64),
        period=np.array([period for (_, period), _ in cells], dtype=np.int64),
        value=np.array([value for value, _ in measured]),
        influence=np.column_stack([influence for _, influence in measured]),
        controls=np.column_stack([mask for _, mask in cells]),
        without_control=tuple(c for c, m in zip(wanted, masks, strict=True) if not m.any()),
    )


def _controls_of(panel: Panel, group: int, period: int, controls: Controls) -> NDArray[np.bool_]:
    if controls is Controls.NEVER_TREATED:
        return panel.never_treated
    later = panel.first_treated > period
    return np.asarray(later & (panel.first_treated != group))


def _measure_cell(
    panel: Panel, group: int, period: int, controls: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    base = group - 1 if period >= group else period - 1
    change = panel.outcome[:, period] - panel.outcome[:, base]
    moved, its_influence = _mean_change(panel, change, panel.first_treated == group)
    otherwise, their_influence = _mean_change(panel, change, controls)
    return moved - otherwise, its_influence - their_influence


def _mean_change(
    panel: Panel, change: NDArray[np.float64], members: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    """Give the weighted mean of the members' changes, and its influence function (N,).

    The residuals are those from a mean that the members themselves made: with n clusters they
    are too small by sqrt((n - 1) / n), which is given back. The paper, where n is large, has no
    need of it.
    """
    weights = panel.relative_weights * members
    mean = float(weights @ change / weights.sum())
    clusters = len(np.unique(panel.cluster[members]))
    correction = np.sqrt(clusters / (clusters - 1)) if clusters > 1 else 1.0
    return mean, correction * weights / weights.mean() * (change - mean)
