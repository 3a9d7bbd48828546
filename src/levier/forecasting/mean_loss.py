"""Means of a few scores, and what a forecaster gains on another, with their ranges.

Everything is in closed form and symmetric in the cases: nothing is drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtrit

from levier.arguments import at_least
from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LEAST_CASES = 3
"""Below it a mean has no range worth printing."""


@dataclass(frozen=True, slots=True)
class MeanRange:
    """A mean over cases, with its 95 % range, in the unit of the cases."""

    mean: float
    low95: float
    high95: float
    cases: int


@dataclass(frozen=True, slots=True)
class Skill:
    """One minus the ratio of two mean losses: 0 is no better than the reference, 1 is perfect.

    ``low95`` is minus infinity, or ``high95`` one, where the cases cannot bound the ratio.
    """

    skill: float
    low95: float
    high95: float
    cases: int


def mean_range(values: ArrayLike) -> MeanRange:
    """Average some values, with Student's 95 % range.

    What blurs each value (the error of its measurement) is part of the scatter, and so of the
    range.

    Raises
    ------
    InvalidArgument
        When there are fewer than three.
    """
    cases = np.sort(np.asarray(values, dtype=np.float64))
    at_least(LEAST_CASES, len(cases), "the number of cases")
    half = _student(len(cases)) * float(cases.std(ddof=1)) / math.sqrt(len(cases))
    mean = float(cases.mean())
    return MeanRange(mean, mean - half, mean + half, len(cases))


def skill_score(losses: ArrayLike, reference: ArrayLike) -> Skill:
    """Compare two forecasters on the same cases: one minus the ratio of their mean losses.

    The range is that of Fieller (1954, *JRSS B* 16, 175-185) for a ratio of paired means.

    Parameters
    ----------
    losses, reference
        (n,) each, in the same order of cases; three at least, the reference's mean positive.

    Raises
    ------
    InvalidArgument
        When there are fewer than three, or the reference loses nothing.
    """
    own, other = (np.asarray(one, dtype=np.float64) for one in (losses, reference))
    at_least(LEAST_CASES, len(own), "the number of cases")
    if own.shape != other.shape or not other.mean() > 0:
        msg = f"a skill needs paired losses and a reference that loses, got {own} and {other}"
        raise InvalidArgument(msg)
    order = np.lexsort((other, own))
    own, other = own[order], other[order]
    ratio = float(own.mean() / other.mean())
    least, most = _fieller(own, other)
    return Skill(1 - ratio, 1 - most, 1 - least, len(own))


def _fieller(own: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[float, float]:
    """Bound the ratio of two paired means: between 0 and infinity when they do not."""
    factor = _student(len(own)) ** 2 / len(own)
    covariance = np.cov(own, other)
    square = float(other.mean() ** 2 - factor * covariance[1, 1])
    cross = float(own.mean() * other.mean() - factor * covariance[0, 1])
    constant = float(own.mean() ** 2 - factor * covariance[0, 0])
    inside = cross**2 - square * constant
    if square <= 0 or inside < 0:
        return 0.0, math.inf
    root = math.sqrt(inside)
    return max(0.0, (cross - root) / square), (cross + root) / square


def _student(cases: int) -> float:
    return float(stdtrit(cases - 1, 0.975))
