"""Values that collapse for a while and come back: outages that nobody declared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.workspace.data_quality.levels import Array, Levels, departures, runs, spread

NOISES = 6.0
SMALLEST = float(-np.log(0.5))
"""Half is missing: what a failure does and a decision hardly ever."""
_LEAST_PERIODS = 20
_LONGEST_SHARE = 2


@dataclass(frozen=True, slots=True)
class Collapse:
    """Periods ``first`` to ``last``, and how far below their neighbours (relative, -1 is all)."""

    first: int
    last: int
    departure: float


def collapses(found: Levels, explained: Array) -> list[Collapse]:
    """List the stretches that fell by more than half and came back.

    Parameters
    ----------
    found
        The series.
    explained
        (T,) how far the calendar alone may take each period down, zero or less (logarithm);
        minus infinity where nothing can be said.
    """
    falls = departures(found, both_sides=True)
    if np.isfinite(falls).sum() < _LEAST_PERIODS:
        return []
    depth = falls - np.minimum(explained, 0.0)
    depth = depth - np.minimum(_other_years(found, falls), 0.0)
    low = np.nan_to_num(depth) < -max(NOISES * spread(falls), SMALLEST)
    low &= _beyond_chance(found, falls)
    return [
        Collapse(first, last, float(np.expm1(np.nanmedian(falls[first : last + 1]))))
        for first, last in runs(low)
        if last < len(falls) - 1 and _came_back(falls, first, last)
    ]


def _beyond_chance(found: Levels, falls: Array) -> NDArray[np.bool_]:
    """Tell (T,) which falls are too deep for a small count too.

    On the scale of square roots the noise of a count is the same at all levels (Anscombe 1948,
    Biometrika 35); on that of logarithms a zero among small counts looks deeper than it is.
    """
    roots = np.exp(found.scores / 2)
    lost = roots - np.exp((found.scores - falls) / 2)
    return np.asarray(np.nan_to_num(lost) < -NOISES * spread(lost))


def _came_back(falls: Array, first: int, last: int) -> bool:
    """Tell whether the period after is back to at least half of the way, in logarithms."""
    after = falls[last + 1]
    return bool(
        np.isfinite(after) and after > np.nanmedian(falls[first : last + 1]) / _LONGEST_SHARE
    )


def _other_years(found: Levels, falls: Array) -> Array:
    """Give (T,) the deepest fall of the same days in the years before and after."""
    deepest = np.zeros(len(falls))
    reach = max(found.cycle // 2, 1)
    known = np.where(np.isfinite(falls), falls, 0.0)
    for direction in (-1, 1):
        for step in range(-reach, reach + 1):
            place = np.arange(len(falls)) + direction * found.year + step
            inside = (place >= 0) & (place < len(falls))
            deepest[inside] = np.minimum(deepest[inside], known[place[inside]])
    return deepest
