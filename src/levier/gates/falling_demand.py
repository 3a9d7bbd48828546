"""Demand that does not rise with the price, imposed on draws.

Each draw of the shares is replaced by the nearest one that falls with the price, weighted by what
each price was tried on (pool adjacent violators: Barlow, Bartholomew, Bremner and Brunk 1972,
*Statistical Inference under Order Restrictions*, chapter 1). Projecting the draws of a posterior
is a posterior under the constraint (Dunson and Neelon 2003, *Biometrics* 59, 286-295).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def falling(draws: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project each draw on the shares that do not rise from one price to the next.

    The closed form of the projection is used: at price k, the smallest over the starts i <= k of
    the largest over the ends j >= k of the weighted mean over i to j, upside down for a fall.

    Parameters
    ----------
    draws
        (draws, prices) in rising order of price.
    weights
        (prices,) positive.
    """
    total = np.concatenate([[0.0], np.cumsum(weights)])
    sums = np.concatenate([np.zeros((len(draws), 1)), np.cumsum(draws * weights, axis=1)], axis=1)
    prices = draws.shape[1]
    found = np.empty_like(draws)
    for k in range(prices):
        least = np.full(len(draws), np.inf)
        for i in range(k + 1):
            ends = np.arange(k + 1, prices + 1)
            means = (sums[:, ends] - sums[:, [i]]) / (total[ends] - total[i])
            least = np.minimum(least, means.max(axis=1))
        found[:, k] = least
    return found
