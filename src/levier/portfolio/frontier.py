"""The efficient choices between the safest and the most valuable.

Markowitz (1952), *Journal of Finance* 7, 77-91, with the mean of the worst draws (CVaR) in place of
the variance: a bet that may turn out far better than thought is not thereby a risk. Every choice of
twelve bets at most is weighed on every draw. Of more, good choices are sought on every draw too,
and ``frontier_bound.shortfall`` says what may have been missed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import NEUTRAL, Bets
from levier.portfolio.efficient_search import searched
from levier.portfolio.every_choice import MOST_LISTED, every_choice
from levier.portfolio.selection import select
from levier.portfolio.worst_draws import tail_mean, tail_means

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

POINTS = 9
_NEARLY = 1e-7
_CHARGES = np.arange(1, 9) / 4
"""Prices of variance, as multiples of the one at which a normal total has its best worst draws."""
_NORMAL_TAIL = 1.03
"""Half of the 2.06 standard deviations by which the mean of a normal's worst 5 % is below it."""
_AT_ONCE = 256


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
    bets: Bets,
    tail: float = 0.05,
    points: int = POINTS,
    starts: Sequence[Sequence[int]] = (),
) -> tuple[Outlook, ...]:
    """List the choices that no other beats both in value and in risk, the safest first.

    Parameters
    ----------
    bets
        Among which to choose; their draws are the futures looked at.
    tail
        Share of the draws that are the worst.
    points
        Of how many at most to tell, evenly spread between the safest and the most valuable; at
        least 2.
    starts
        Choices within the limits that are known to be good, where not all can be weighed.

    Returns
    -------
    tuple of Outlook
        All different; empty when the limits cannot be kept.
    """
    if len(bets.names) <= MOST_LISTED:
        chosen = _best_of_all(bets, tail)
    else:
        good = [*starts, *_charged(bets)]
        chosen = searched(bets, good, tail) if good else ()
    return _spread(efficient([outlook(bets.values, one, tail) for one in chosen]), points)


def _best_of_all(bets: Bets, tail: float) -> tuple[tuple[int, ...], ...]:
    """Weigh every choice, and keep those that no other beats."""
    choices = every_choice(bets)
    totals = [choices[n : n + _AT_ONCE] @ bets.values for n in range(0, len(choices), _AT_ONCE)]
    means = np.array([value for block in totals for value in block.mean(axis=1)])
    worst = np.array([value for block in totals for value in tail_means(block, tail)])
    order, best, kept = np.lexsort((-means, -worst)), -np.inf, []
    for place in order:
        if means[place] > best:
            best = means[place]
            kept.append(tuple(np.flatnonzero(choices[place]).tolist()))
    return tuple(kept)


def _charged(bets: Bets) -> list[tuple[int, ...]]:
    """Choose by mean less a price on variance, which adds up over bets that are independent."""
    first = select(bets, NEUTRAL)
    if first is None:
        return []
    means, variances = bets.values.mean(axis=1), bets.values.var(axis=1)
    spread = float(bets.values[list(first.chosen)].sum(axis=0).std())
    prices = (_CHARGES * _NORMAL_TAIL / spread).tolist() if spread else []
    charged = [
        select(replace(bets, values=(means - price * variances)[:, None])) for price in prices
    ]
    return [first.chosen, *(one.chosen for one in charged if one is not None)]


def _spread(found: tuple[Outlook, ...], points: int) -> tuple[Outlook, ...]:
    """Keep the ends, and between them the most valuable that is as safe as each of even bounds."""
    if len(found) <= points:
        return found
    bounds = np.linspace(found[0].worst, found[-1].worst, points)[1:-1]
    between = [
        max((one for one in found if one.worst >= b), key=lambda one: one.mean) for b in bounds
    ]
    kept = {one.chosen: one for one in (found[0], *between, found[-1])}
    return tuple(kept.values())


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
