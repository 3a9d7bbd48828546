"""Efficient choices among many bets, found by improving choices one or two bets at a time.

Pareto local search (Paquete, Chiarandini and Stützle 2004, *Lecture Notes in Economics and
Mathematical Systems* 535, 177-199): every choice found that no other beats has its neighbours
looked at, until none is new. The mean of the worst draws of a choice is at most what the worst
draws of its neighbour say of it (it is the least mean over so many draws; Künzi-Bay and Mayer 2006,
*Computational Management Science* 3, 3-27), so that only the most promising neighbours are added
up draw by draw. Nothing is drawn: the same bets give the same choices.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from levier.portfolio.bets import rows_of
from levier.portfolio.worst_draws import tail_means, tail_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.portfolio.bets import Bets

    Array = NDArray[np.float64]
    Whole = NDArray[np.bool_]

_WEIGHTS = np.linspace(0.0, 1.0, 5)
_LOOKED_AT = 60
"""Neighbours added up draw by draw for each weight of the bad futures."""
MOST_EXPLORED = 160
_SLACK = 1e-9


@dataclass(slots=True)
class _Found:
    """Choices found so far that none beats: (K, N) with their means and means of the worst."""

    choices: Whole
    means: Array
    worst: Array
    explored: set[bytes] = field(default_factory=set)

    def add(self, choices: Whole, means: Array, worst: Array) -> None:
        """Add some, and drop what is beaten; of two equal ones the first stays."""
        self.choices = np.concatenate([self.choices, choices])
        self.means = np.concatenate([self.means, means])
        self.worst = np.concatenate([self.worst, worst])
        order = np.lexsort((-self.means, -self.worst))
        best = np.maximum.accumulate(np.concatenate([[-np.inf], self.means[order]]))[:-1]
        kept = order[self.means[order] > best]
        self.choices, self.means, self.worst = (
            self.choices[kept],
            self.means[kept],
            self.worst[kept],
        )

    def next(self) -> Whole | None:
        """Give one that is not explored, the ends first, then the middle of what is left."""
        places = [
            place for place, one in enumerate(self.choices) if one.tobytes() not in self.explored
        ]
        if not places:
            return None
        turn = (0, -1, len(places) // 2)[len(self.explored) % 3]
        found = self.choices[places[turn]]
        self.explored.add(found.tobytes())
        return np.asarray(found)


def searched(
    bets: Bets, starts: Sequence[Sequence[int]], tail: float, most: int = MOST_EXPLORED
) -> tuple[tuple[int, ...], ...]:
    """Improve choices until no neighbour of one is efficient and new.

    Parameters
    ----------
    bets
        Among which to choose.
    starts
        Choices within the limits, one at least.
    tail
        Share of the draws that are the worst.
    most
        Choices whose neighbours are looked at.

    Returns
    -------
    tuple of tuple of int
        The choices that none found beats, the safest first.
    """
    size = len(bets.names)
    found = _Found(np.zeros((0, size), dtype=np.bool_), np.zeros(0), np.zeros(0))
    begun = np.zeros((len(starts), size), dtype=np.bool_)
    for one, start in zip(begun, starts, strict=True):
        one[list(start)] = True
    _weigh(bets, begun, found, tail)
    around = _Neighbours(bets, tail)
    for _ in range(most):
        chosen = found.next()
        if chosen is None:
            break
        _weigh(bets, around.of(chosen), found, tail)
    return tuple(tuple(np.flatnonzero(one).tolist()) for one in found.choices)


def _weigh(bets: Bets, choices: Whole, found: _Found, tail: float) -> None:
    if len(choices):
        totals = choices.astype(np.float64) @ bets.values
        found.add(choices, totals.mean(axis=1), tail_means(totals, tail))


class _Neighbours:
    """The choices that differ by one or two bets and keep within the limits."""

    def __init__(self, bets: Bets, tail: float) -> None:
        rows = rows_of(bets)
        size = len(bets.names)
        self._bets, self._tail = bets, tail
        self._use = np.array([row.weights for row in rows]).reshape(len(rows), size)
        self._low, self._high = np.array([(r.low, r.high) for r in rows]).reshape(len(rows), 2).T
        self._slack = _SLACK * np.maximum(1.0, np.abs(self._use).sum(axis=1))
        self._first, self._second = np.triu_indices(size, 1)

    def of(self, chosen: Whole) -> Whole:
        """Give the most promising, by what the worst draws of ``chosen`` say of them."""
        turn = 1.0 - 2.0 * chosen
        use = self._use @ chosen + self._pairs(self._use * turn).T
        within = (use <= self._high + self._slack) & (use >= self._low - self._slack)
        allowed = np.flatnonzero(within.all(axis=1))
        totals = chosen.astype(np.float64) @ self._bets.values
        bad = self._bets.values @ tail_weights(totals, self._tail)
        gains = self._pairs(np.array([self._bets.values.mean(axis=1), bad]) * turn)[:, allowed]
        kept: set[int] = set()
        for weight in _WEIGHTS:
            order = np.argsort(-((1 - weight) * gains[0] + weight * gains[1]), kind="stable")
            kept.update(allowed[order[:_LOOKED_AT]].tolist())
        return self._turned(chosen, sorted(kept))

    def _pairs(self, single: Array) -> Array:
        """Give (R, N + pairs): of each bet by itself, then of two together."""
        return np.concatenate([single, single[:, self._first] + single[:, self._second]], axis=1)

    def _turned(self, chosen: Whole, moves: Sequence[int]) -> Whole:
        size = len(chosen)
        turned = np.repeat(chosen[None, :], len(moves), axis=0)
        for one, move in zip(turned, moves, strict=True):
            pair = [move] if move < size else [self._first[move - size], self._second[move - size]]
            one[pair] = ~one[pair]
        return turned
