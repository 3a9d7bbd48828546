"""What a bet must be worth to be taken: the value of what it would displace.

With additive values the best total is max(A, B + v): A the best without the bet, B what the others
bring beside it, v its own mean value. The bet is taken when v is above A - B, so that everything
about one bet (what would have to be true, what knowing it is worth) is a choice between two acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import NEUTRAL, Bets, Fixed
from levier.portfolio.selection import select

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from levier.portfolio.bets import Selection


def displaced_value(bets: Bets, place: int, best: Selection | None = None) -> float:
    """Give the mean value from which the bet at ``place`` is taken.

    Parameters
    ----------
    bets
        Among which to choose, by mean value.
    place
        Of the bet.
    best
        ``select(bets)`` when it is known: it is the best with the bet, or the best without it.

    Returns
    -------
    float
        A - B; infinite when nothing within the limits holds it, minus infinity when nothing
        within the limits goes without it.
    """
    known = best if best is not None and best.proven else None
    without = beside = known
    if known is None or place in known.chosen:
        without = select(bets, NEUTRAL, Fixed(left=(place,)))
    if known is None or place not in known.chosen:
        beside = select(bets, NEUTRAL, Fixed(taken=(place,)))
    if beside is None:
        return np.inf
    if without is None:
        return -np.inf
    return _mean(bets, without) - (_mean(bets, beside) - float(bets.values[place].mean()))


def _mean(bets: Bets, found: Selection) -> float:
    return float(bets.values[list(found.chosen)].mean(axis=1).sum())


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The value of one input at which a bet's answer turns.

    Attributes
    ----------
    at
        That value.
    above
        Whether the bet is worth taking above it (else below it).
    chance
        Share of the input's draws on the side where it is worth taking.
    """

    at: float
    above: bool
    chance: float


def linear_break_even(
    value: float, slope: float, threshold: float, draws: ArrayLike
) -> BreakEven | None:
    """Find where a bet's mean value crosses what it displaces, the other inputs being as they are.

    Parameters
    ----------
    value
        Mean value of the bet.
    slope
        By how much it changes for one more unit of the input.
    threshold
        ``displaced_value``.
    draws
        (S,) of the input.

    Returns
    -------
    BreakEven
        None when the input changes nothing or no value of it would do.
    """
    if slope == 0 or not np.isfinite(threshold):
        return None
    x = np.asarray(draws, dtype=np.float64)
    at = float(x.mean()) + (threshold - value) / slope
    holds = x >= at if slope > 0 else x <= at
    return BreakEven(at, slope > 0, float(holds.mean()))
