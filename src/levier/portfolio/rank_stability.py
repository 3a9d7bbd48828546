"""How firm an order is: in which share of the draws each bet takes each rank.

Ties share the ranks that they take up, so the order in which bets are given changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

TOLD_APART = 0.9
"""Two bets are told apart when one is ahead in at least this share of the draws."""


@dataclass(frozen=True, slots=True)
class RankStability:
    """What the draws say of the order of N bets, the highest score first.

    Attributes
    ----------
    probabilities
        (N, N): bet n is at rank r (from 0) in this share of the draws.
    expected
        (N,) mean rank, from 1.
    ahead
        (N, N): bet n scores more than bet m in this share of the draws, ties counted half.
    """

    probabilities: Array
    expected: Array
    ahead: Array

    @property
    def first(self) -> Array:
        """(N,) share of the draws in which each bet is first."""
        return self.probabilities[:, 0]

    def tangled(self, level: float = TOLD_APART) -> list[tuple[int, int]]:
        """List the pairs that cannot be told apart, neither being ahead often enough."""
        known = np.maximum(self.ahead, self.ahead.T) >= level
        first, second = np.nonzero(np.triu(~known, 1))
        return list(zip(first.tolist(), second.tolist(), strict=True))


def rank_stability(scores: ArrayLike) -> RankStability:
    """Rank N bets in each of S draws.

    Parameters
    ----------
    scores
        (N, S), finite; the same column is the same future for all bets.

    Raises
    ------
    InvalidArgument
        When there is nothing to rank, or a score is not finite.
    """
    values = np.asarray(scores, dtype=np.float64)
    if values.ndim != 2 or not values.size or not np.isfinite(values).all():
        shape = values.shape
        raise InvalidArgument(f"scores must be finite, bets by draws; got an array of {shape}")
    bets, draws = values.shape
    ranks, ahead = np.zeros((bets, bets)), np.zeros((bets, bets))
    for bet in range(bets):
        above, equal = values > values[bet], values == values[bet]
        ahead[:, bet] = above.mean(axis=1) + equal.mean(axis=1) / 2
        ranks[bet] = _shares(above.sum(axis=0), equal.sum(axis=0), bets) / draws
    expected = ranks @ np.arange(1, bets + 1)
    return RankStability(ranks, expected, ahead)


def _shares(above: NDArray[np.intp], equal: NDArray[np.intp], bets: int) -> Array:
    """Spread each draw over the ranks ``above`` to ``above + equal - 1``."""
    change = np.zeros(bets + 1)
    np.add.at(change, above, 1.0 / equal)
    np.add.at(change, above + equal, -1.0 / equal)
    return np.cumsum(change)[:bets]


def indecision(ahead: ArrayLike) -> Array:
    """Say how open the place of each bet is: (N,) from 0 (settled) to 1 (toss-ups only).

    The mean over the other bets of twice the chance that the less likely of the two is ahead.
    """
    won = np.asarray(ahead, dtype=np.float64)
    open_ = 2 * np.minimum(won, 1 - won)
    np.fill_diagonal(open_, 0.0)
    return np.asarray(open_.sum(axis=1) / max(1, len(won) - 1))


def settled_by(
    inputs: Mapping[str, Array], score: Callable[[Mapping[str, Array]], Array]
) -> dict[str, Array]:
    """Say how much of each bet's indecision would go if one of its inputs were known.

    Parameters
    ----------
    inputs
        By name, (N, S) draws of each input.
    score
        From such inputs to (N, S) scores.

    Returns
    -------
    dict
        By input, (N,) fall of ``indecision`` of that bet when its own input is held at its median
        and nothing else is; zero when it would not fall.
    """
    scores = score(inputs)
    before = indecision(rank_stability(scores).ahead)
    found = {}
    for name, draws in inputs.items():
        held = np.broadcast_to(np.median(draws, axis=1, keepdims=True), draws.shape)
        known = score({**inputs, name: held})
        after = np.array([_row_indecision(known[n], scores, n) for n in range(len(scores))])
        found[name] = np.maximum(0.0, before - after)
    return found


def _row_indecision(row: Array, scores: Array, bet: int) -> float:
    others = np.delete(scores, bet, axis=0)
    if not len(others):
        return 0.0
    won = (row > others).mean(axis=1) + (row == others).mean(axis=1) / 2
    return float(np.mean(2 * np.minimum(won, 1 - won)))
