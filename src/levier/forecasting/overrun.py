"""By how much plans like this one were overrun: the uplift for a chosen chance not to overrun.

Reference class forecasting (Flyvbjerg, 2006, *From Nobel Prize to project management: getting
risks right*, Project Management Journal 37, 5-15): a plan times the quantile, at the chance wanted,
of revised over planned among past projects of its class. Such ratios are anything but normal (many
are exactly one, a few are three), so their distribution is the observed one.

A class is drawn towards its parent by a Dirichlet process (Ferguson, 1973, *Annals of Statistics*
1, 209-230): G_c ~ DP(10, G_parent), so that

    F_c(x) = (n_c F_observed(x) + 10 F_parent(x)) / (n_c + 10),

and the range of a quantile is that of order statistics among n_c + 10 projects, in closed form and
whatever the distribution (David and Nagaraja, 2003, *Order Statistics*, section 7.1). The parent of
all is the observed distribution of all projects.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betainc

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LEAST_PROJECTS = 10
"""Below it a class does not speak for itself: its 80 % quantile would rest on one project."""
PARENT_WEIGHT = 10.0
"""How many projects the parent stands for."""
CHANCES = (0.5, 0.8)
ALL = ""
_TAIL, _ROUNDING = 0.025, 1e-12


class NoOverrun(StrEnum):
    """Why there is no uplift."""

    TOO_FEW = "too_few"
    """Fewer than ten projects in the class and in all."""


@dataclass(frozen=True, slots=True)
class Uplift:
    """What to multiply a plan by, for a chance not to be overrun.

    Attributes
    ----------
    chance
        0.8: four projects in five stay under.
    factor
        1.26 is 26 % more than planned.
    low95, high95
        The range of the factor, from the number of projects; ``high95`` is infinite where so few
        bound nothing (80 % takes 17 projects).
    """

    chance: float
    factor: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Overruns:
    """The uplifts of one class.

    Attributes
    ----------
    asked, used
        The class asked for, and the one that answers: ``ALL`` when it has fewer than ten projects.
    projects
        Of the class that answers.
    overrun
        Share of its projects whose revised figure is above the plan.
    uplifts
        One per chance.
    """

    asked: str
    used: str
    projects: int
    overrun: float
    uplifts: tuple[Uplift, ...]


def overruns(
    asked: str,
    ratios: Array,
    classes: Sequence[str],
    chances: Sequence[float] = CHANCES,
) -> Overruns | NoOverrun:
    """Say by how much to raise a plan.

    Parameters
    ----------
    asked
        The class of the new project; ``ALL`` for any.
    ratios, classes
        (n,) revised over planned, positive, and the class of each project.
    chances
        Between 0 and 1, both left out.

    Raises
    ------
    InvalidArgument
        When a ratio is not positive, or a chance is not between 0 and 1.
    """
    if not (np.isfinite(ratios) & (ratios > 0)).all():
        raise InvalidArgument(f"ratios must be finite and above 0, got {ratios.tolist()}")
    for chance in chances:
        if not 0 < chance < 1:
            raise InvalidArgument(f"a chance must be between 0 and 1, got {chance}")
    if len(ratios) < LEAST_PROJECTS:
        return NoOverrun.TOO_FEW
    member = np.array([one == asked for one in classes], dtype=np.bool_)
    used = asked if asked != ALL and member.sum() >= LEAST_PROJECTS else ALL
    own = ratios[member] if used != ALL else ratios
    values, below, strength = _distribution(own, ratios, used)
    return Overruns(
        asked=asked,
        used=used,
        projects=len(own),
        overrun=float((own > 1).mean()),
        uplifts=tuple(_uplift(values, below, strength, chance) for chance in chances),
    )


def _distribution(own: Array, every: Array, used: str) -> tuple[Array, Array, float]:
    """Give the values (m,), the share (m,) at or below each, and how many projects it rests on."""
    values = np.unique(every)
    of_all = np.searchsorted(np.sort(every), values, side="right") / len(every)
    if used == ALL:
        return values, of_all, float(len(every))
    of_own = np.searchsorted(np.sort(own), values, side="right") / len(own)
    strength = len(own) + PARENT_WEIGHT
    return values, (len(own) * of_own + PARENT_WEIGHT * of_all) / strength, strength


def _uplift(values: Array, below: Array, strength: float, chance: float) -> Uplift:
    """Read a quantile: the smallest ratio that a share ``chance`` of projects did not pass.

    The k-th smallest of n has a share Beta(k, n + 1 - k) of projects under it: it bounds the
    quantile from below, or from above, when that share is all but surely on the right side.
    """
    ranks = strength * below
    too_small = betainc(ranks, strength + 1 - ranks, chance)
    factor = values[np.searchsorted(below, chance - _ROUNDING)]
    low = values[max(0, int((too_small >= 1 - _TAIL).sum()) - 1)]
    above = values[too_small <= _TAIL]
    high = above[0] if len(above) else math.inf
    return Uplift(chance, float(factor), float(low), float(high))
