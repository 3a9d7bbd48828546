"""The difference of two rates, with an interval that holds for small counts and empty cells.

Wilson (1927), JASA 22, 209-212, for one rate; Newcombe (1998), *Statistics in Medicine* 17,
873-890, method 10, for the difference.
"""

from __future__ import annotations

import math

from levier.intervals.wilson import score_interval


def newcombe_interval(
    treated: tuple[int, int], control: tuple[int, int], critical: float
) -> tuple[float, float]:
    """Give the interval of treated rate minus control rate.

    Parameters
    ----------
    treated, control
        (conversions, users) of each arm.
    critical
        Normal quantile: 1.96 for 95 %.
    """
    rate, base = treated[0] / treated[1], control[0] / control[1]
    low, high = score_interval(rate, treated[1], critical)
    base_low, base_high = score_interval(base, control[1], critical)
    below = math.hypot(rate - low, base_high - base)
    above = math.hypot(high - rate, base - base_low)
    return rate - base - below, rate - base + above
