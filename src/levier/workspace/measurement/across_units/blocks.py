"""Long series cut into few blocks, so that a block lies wholly before or after every exposure."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]

_AS_THEY_ARE = 40
_BLOCKS = 12


def boundaries(periods: int, exposures: Positions, least: int = 1) -> Positions:
    """Give where blocks begin, (B + 1,) with the end; short series keep their periods.

    Parameters
    ----------
    periods
        How many there are.
    exposures
        The distinct periods in which some unit is first reached: each begins a block.
    least
        Periods that a block should have if exposures leave room for them.
    """
    if periods <= _AS_THEY_ARE and least == 1:
        return np.arange(periods + 1)
    inner = exposures[(exposures > 0) & (exposures < periods)]
    cuts = np.unique(np.concatenate([[0], inner, [periods]]))
    longest = max(periods / _BLOCKS, least)
    pieces = [
        np.linspace(low, high, max(round((high - low) / longest), 1), endpoint=False)
        for low, high in itertools.pairwise(cuts)
    ]
    return np.append(np.round(np.concatenate(pieces)), periods).astype(np.int64)
