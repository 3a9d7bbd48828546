"""Columns for what comes back: weekdays, the year, public holidays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array

DAYS_IN_YEAR = 365.2425


def seasonal_contrasts(part: NDArray[np.int64]) -> Array:
    """Give sum-to-zero contrasts (T, w - 1) of the w parts present: weekdays, months, quarters."""
    present = np.unique(part)
    dummies = (part[:, None] == present[None, :]).astype(float)
    return np.asarray(dummies[:, :-1] - dummies[:, -1:])


def yearly_waves(days: NDArray[np.int64], pairs: int) -> Array:
    """Give sine and cosine columns (T, 2 * pairs) of the year, by day number."""
    angle = 2 * np.pi * days[:, None] / DAYS_IN_YEAR * np.arange(1, pairs + 1)[None, :]
    return np.hstack([np.sin(angle), np.cos(angle)])
