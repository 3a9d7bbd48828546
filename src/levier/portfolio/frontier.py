"""The efficient choices between the safest and the most valuable.

Markowitz (1952), *Journal of Finance* 7, 77-91, with the mean of the worst draws (CVaR) in place of
the variance: a bet that may turn out far better than thought is not thereby a risk. Each point
maximises the mean with the worst draws bounded, so that points between the corners are found too
(the epsilon-constraint method; Haimes, Lasdon and Wismer 1971).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import NEUTRAL, Bets, Fixed, Risk
from levier.portfolio.selection import select, tail_mean
from levier.portfolio.solver import Effort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

POINTS = 9
NEARLY = Effort(0.0005, 200)
"""A point within a twentieth of a percent of the frontier is taken to be on it."""
_NEARLY = 1e-7


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a choice of bets brings, over S joint draws.

    Attributes
    ----------
    chosen
        Places of the bets.
    mean, p10, p50, p90
        Of the total.
    worst
        Mean of the worst share of the draws (CVaR).
    loss
        Chance that the total is below zero.
    """

    chosen: tuple[int, ...]
    mean: float
    p10: float
    p50: float
    p90: float
    worst: float
    loss: float


def outlook(values: Array, chosen: Sequence[int], tail: float = 0.05) -> Outlook:
    """Add up the bets chosen draw by draw.

    Parameters
    ----------
    values
        (N, S) net values in joint draws.
    chosen
        Places of those taken.
    tail
        Share of the draws that are the worst.
    """
    totals = values[sorted(chosen)].sum(axis=0)
    p10, p50, p90 = np.quantile(totals, (0.1, 0.5, 0.9)).tolist()
    worst, loss = tail_mean(totals, tail), float(np.mean(totals < 0))
    return Outlook(tuple(sorted(chosen)), float(totals.mean()), p10, p50, p90, worst, loss)


def frontier(
    bets: Bets, tail: float = 0.05, points: int = POINTS, fixed: Fixed | None = None
) -> tuple[Outlook, ...]:
    """List the choices that no other beats both in value and in risk, the safest first.

    Parameters
    ----------
    bets
        Among which to choose; their draws are the futures looked at.
    tail
        Share of the draws that are the worst.
    points
        How many bounds are tried between the safest and the most valuable, at least 2.
    fixed
        Bets taken or left beforehand.

    Returns
    -------
    tuple of Outlook
        All different; empty when the limits cannot be kept.
    """
    most, safest = (select(bets, risk, fixed, effort=NEARLY) for risk in (NEUTRAL, Risk(1.0, tail)))
    if most is None or safest is None:
        return ()
    ends = [outlook(bets.values, one.chosen, tail) for one in (safest, most)]
    slack = _NEARLY * max(1.0, float(np.abs(bets.values).max()))
    bounds = np.linspace(ends[0].worst, ends[1].worst, points)[:-1] - slack
    tried = [select(bets, Risk(0.0, tail, float(least)), fixed, effort=NEARLY) for least in bounds]
    found = [*ends, *(outlook(bets.values, one.chosen, tail) for one in tried if one)]
    return efficient(found)


def efficient(found: Sequence[Outlook]) -> tuple[Outlook, ...]:
    """Keep those that no other beats in both mean and mean of the worst, the safest first."""
    kept: list[Outlook] = []
    for one in sorted(found, key=lambda point: (-point.worst, -point.mean, point.chosen)):
        if not kept or one.mean > kept[-1].mean + _NEARLY * max(1.0, abs(kept[-1].mean)):
            kept.append(one)
    return tuple(kept)


def frequency(points: Sequence[Outlook], size: int) -> Array:
    """Give (N,) the share of the efficient choices that take each of ``size`` bets."""
    taken = np.zeros(size)
    for point in points:
        taken[list(point.chosen)] += 1
    return taken / max(1, len(points))
