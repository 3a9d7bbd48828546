"""The mean of the worst draws (CVaR, or expected shortfall), the last of them counted in part.

Rockafellar and Uryasev (2000), *Journal of Risk* 2, 21-41: of S draws the worst share ``tail`` is
tail × S of them, which need not be a whole number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]


def tail_mean(totals: ArrayLike, tail: float = 0.05) -> float:
    """Give the mean of the worst share ``tail`` of (S,) draws."""
    return float(tail_means(np.asarray(totals, dtype=np.float64)[None, :], tail)[0])


def tail_means(totals: ArrayLike, tail: float = 0.05) -> Array:
    """Give the mean of the worst share ``tail`` of (..., S) draws: (...,)."""
    draws = np.asarray(totals, dtype=np.float64)
    weights = _weights(draws.shape[-1], tail)
    last = len(weights) - 1
    worst = np.partition(draws, last, axis=-1)[..., : last + 1]
    summed = worst[..., :last].sum(axis=-1) + weights[-1] * worst[..., last]
    return np.asarray(summed / weights.sum())


def tail_weights(totals: ArrayLike, tail: float = 0.05) -> Array:
    """Give (S,) weights that sum to one, over the worst of (S,) draws: their mean is the CVaR.

    With any other (S,) draws the same weights give their CVaR or more.
    """
    draws = np.asarray(totals, dtype=np.float64)
    weights = _weights(len(draws), tail)
    found = np.zeros(len(draws))
    found[np.argsort(draws, kind="stable")[: len(weights)]] = weights / weights.sum()
    return found


def _weights(draws: int, tail: float) -> Array:
    """Weigh the worst draws, the worst first: ones, and what is left for the last."""
    weights = np.clip(tail * draws - np.arange(draws), 0.0, 1.0)
    return np.asarray(weights[weights > 0])
