"""How much more a choice as safe as one of the frontier may bring: what the search may have missed.

The mean of the worst draws of a choice x is the least of the means of its draws under any weights
of the worst share (Künzi-Bay and Mayer 2006, *Computational Management Science* 3, 3-27), so each
set of weights gives one linear bound on it. A programme with a few of them says above what mean
nothing as safe can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from levier.portfolio.bets import rows_of
from levier.portfolio.selection import scaled_rows
from levier.portfolio.solver import Effort, Programme, solve
from levier.portfolio.worst_draws import tail_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.portfolio.bets import Bets
    from levier.portfolio.frontier import Outlook

    Array = NDArray[np.float64]

LINEAR_ROUNDS, WHOLE_ROUNDS = 12, 1
"""Bounds added for each point, each where the last answer broke the worst draws the most: first
with shares of bets, which is quick, then with whole ones."""
_NEARLY = Effort(0.005, 1)


def shortfall(bets: Bets, points: Sequence[Outlook], tail: float = 0.05) -> float:
    """Give the most by which any choice as safe as a point may beat its mean.

    Parameters
    ----------
    bets
        Of which ``points`` are choices.
    points
        Of a frontier.
    tail
        Share of the draws that are the worst.

    Returns
    -------
    float
        Zero or more, in the unit of the values; no choice is better by more.
    """
    bound = _Bound(bets, tail)
    return max((max(0.0, bound.most(one.worst) - one.mean) for one in points), default=0.0)


class _Bound:
    """A programme above the frontier that learns from one point to the next."""

    def __init__(self, bets: Bets, tail: float) -> None:
        self._bets, self._tail = bets, tail
        self._rows = scaled_rows(rows_of(bets), len(bets.names))
        self._means = bets.values.mean(axis=1)
        self._unit = float(np.abs(bets.values).max()) or 1.0
        self._cuts: list[Array] = []

    def most(self, worst: float) -> float:
        """Give a mean that no choice with such worst draws, or better ones, has more than."""
        return min(self._rounds(worst, 0, LINEAR_ROUNDS), self._rounds(worst, 1, WHOLE_ROUNDS))

    def _rounds(self, worst: float, whole: int, rounds: int) -> float:
        """Solve, and bound the worst draws where the answer breaks them; give the last bound."""
        best = np.inf
        for _ in range(rounds):
            found = solve(self._programme(worst, whole), _NEARLY)
            if found is None:
                return -np.inf
            best = min(best, -found.bound * self._unit)
            totals = found.x @ self._bets.values
            cut = self._bets.values @ tail_weights(totals, self._tail)
            if found.x @ cut >= worst:
                break
            self._cuts.append(cut)
        return best

    def _programme(self, worst: float, whole: int) -> Programme:
        size, cuts = len(self._means), np.array(self._cuts).reshape(-1, len(self._means))
        none = np.full(len(cuts), np.inf)
        return Programme(
            -self._means / self._unit,
            np.full(size, whole),
            np.zeros(size),
            self._rows.fits,
            csr_array(np.concatenate([self._rows.weights, cuts / self._unit])),
            np.concatenate([self._rows.low, np.full(len(cuts), worst / self._unit)]),
            np.concatenate([self._rows.high, none]),
        )
