"""Draws and mixtures as the five quantiles that are reported."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from levier.workspace.results import Interval, ScaledInterval

Array = NDArray[np.float64]

PROBABILITIES = np.array([0.1, 0.5, 0.9, 0.025, 0.975])


def interval(draws: Array) -> Interval:
    """Give the five quantiles of draws (d,)."""
    return Interval(*(float(value) for value in np.quantile(draws, PROBABILITIES)))


def nothing() -> Interval:
    """Give the interval of a sum without terms."""
    return Interval(0.0, 0.0, 0.0, 0.0, 0.0)


def scaled(values: Array, *, relative: bool) -> ScaledInterval:
    """Name the scale of five quantiles (in the order of ``PROBABILITIES``), sorted if reversed."""
    p10, p50, p90, low, high = (float(value) for value in values)
    if p10 > p90:
        p10, p90, low, high = p90, p10, high, low
    return ScaledInterval("relative" if relative else "absolute", p10, p50, p90, low, high)
