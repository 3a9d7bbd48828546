"""Last periods that lack a part of what belongs in them, by their values alone.

A last value is held incomplete when it is below what the comparable periods before it say by more
than noise, by more than nearly all earlier falls of the same series, and by more than the
calendar, last year or the last three periods explain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from levier.workspace.data_quality.levels import Array, Levels, departures, spread

NOISES = 5.0
"""Standard deviations (outliers left out) below what was expected: one in 3 million by chance with
Gaussian noise. The rank below is what guards against other noise."""
ONE_IN = 50
"""Only one earlier fall in fifty may have been as deep: so that one forgotten outage does not hide
an unfinished period."""
SMALLEST = float(-np.log(0.9))
"""A tenth is missing. Less could as well be the effect of a decision."""
LEAST_PERIODS = 20
MOST_PERIODS = 3
_RECENT = 3
_DEEPER = 4.0
"""Standard deviations by which each period must be lower than the one before it, when several are
unfinished: the difference of two has 1.4 by chance."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The last periods held incomplete.

    Attributes
    ----------
    periods
        How many.
    departure
        Of the last one, relative: -0.24 is 24% below what was expected.
    """

    periods: int
    departure: float


def unfinished(found: Levels, explained: Array) -> Unfinished | None:
    """Find the incomplete periods at the end of a series; None when there is none.

    Parameters
    ----------
    found
        The series.
    explained
        (T,) how far the calendar alone may take each period down, zero or less (logarithm);
        minus infinity where nothing can be said.
    """
    falls = departures(found, both_sides=False)
    last = len(falls) - 1
    count = 0
    while count < MOST_PERIODS and _is_low(found, falls, explained, last - count):
        count += 1
    noise = spread(falls)
    if count and any(np.diff(falls[last - count + 1 :]) > -_DEEPER * noise):
        return None  # as low as the one before: the metric fell, nothing says that it is unfinished
    return Unfinished(count, float(np.expm1(falls[last]))) if count else None


def _is_low(found: Levels, falls: Array, explained: Array, place: int) -> bool:
    earlier = falls[: max(place, 0)]
    earlier = earlier[np.isfinite(earlier)]
    if len(earlier) < LEAST_PERIODS or not np.isfinite(falls[place]):
        return False
    fall = falls[place] - min(explained[place], 0.0)
    fall -= min(_recent(falls, place), _last_year(found, falls, place), 0.0)
    rank = len(earlier) // ONE_IN
    deepest = float(np.partition(earlier, rank)[rank])
    return bool(fall < -max(NOISES * spread(earlier), SMALLEST, -deepest))


def _recent(falls: Array, place: int) -> float:
    """Give how low the periods before already were: a metric that fell is not unfinished."""
    before = falls[max(place - _RECENT, 0) : place]
    before = before[np.isfinite(before)]
    return float(np.median(before)) if len(before) else 0.0


def _last_year(found: Levels, falls: Array, place: int) -> float:
    """Give how far the same week of last year fell, the week before and after included."""
    middle = place - found.year
    reach = max(found.cycle // 2, 1)
    same = falls[max(middle - reach, 0) : max(middle + reach + 1, 0)]
    same = same[np.isfinite(same)]
    return float(same.min()) if len(same) else 0.0
