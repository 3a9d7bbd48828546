"""Long series cut into few blocks, so that a block lies wholly before or after every exposure."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Positions = NDArray[np.int64]

_AS_THEY_ARE = 40
_BLOCKS = 12


def boundaries(periods: int, exposures: Positions) -> Positions:
    """Give where blocks begin, (B + 1,) with the end; short series keep their periods.

    Parameters
    ----------
    periods
        How many there are.
    exposures
        The distinct periods in which some unit is first reached: each begins a block.
    """
    if periods <= _AS_THEY_ARE:
        return np.arange(periods + 1)
    inner = exposures[(exposures > 0) & (exposures < periods)]
    cuts = np.unique(np.concatenate([[0], inner, [periods]]))
    longest = periods / _BLOCKS
    pieces = [
        np.linspace(low, high, max(round((high - low) / longest), 1), endpoint=False)
        for low, high in itertools.pairwise(cuts)
    ]
    return np.append(np.round(np.concatenate(pieces)), periods).astype(np.int64)


def block_means(table: Array, begins: Positions) -> Array:
    """Average a table (N, T) over blocks: (N, B)."""
    sums = np.add.reduceat(table[:, : begins[-1]], begins[:-1], axis=1)
    return np.asarray(sums / np.diff(begins))
