"""Verdict, grade and probability of one effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.model import Direction
from levier.workspace.results import CheckStatus, Grade, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.results import Check, ScaledInterval

_ORDER = tuple(Grade)
_LOWEST_MEASURED = Grade.D


def verdict(direction: Direction, *intervals: ScaledInterval) -> Verdict:
    """Say gain or loss when every 95 % interval lies on the same side of zero.

    The interval measured without forecasts is always one of them: a forecast never proves
    anything.
    """
    wanted = 1 if direction is Direction.UP else -1
    if all(one.low95 > 0 for one in intervals):
        return Verdict.GAIN if wanted > 0 else Verdict.LOSS
    if all(one.high95 < 0 for one in intervals):
        return Verdict.LOSS if wanted > 0 else Verdict.GAIN
    return Verdict.NOT_PROVEN


def lowered(grade: Grade, checks: Sequence[Check]) -> Grade:
    """Lower a grade by one when a check failed; a measured effect never falls to E."""
    if not any(check.status is CheckStatus.FAILED for check in checks):
        return grade
    position = min(_ORDER.index(grade) + 1, _ORDER.index(_LOWEST_MEASURED))
    return _ORDER[position]


def share_in_direction(direction: Direction, probability_positive: float) -> float:
    """Give the probability that the effect goes the way the metric should."""
    right = probability_positive if direction is Direction.UP else 1 - probability_positive
    return float(np.clip(right, 0.0, 1.0))
