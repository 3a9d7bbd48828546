"""Draws told as a mean and three quantiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.choosing.results import Spread

if TYPE_CHECKING:
    from numpy.typing import NDArray


def spread(draws: NDArray[np.float64]) -> Spread:
    """Summarise (S,) draws."""
    p10, p50, p90 = np.quantile(draws, (0.1, 0.5, 0.9)).tolist()
    return Spread(float(draws.mean()), p10, p50, p90)
