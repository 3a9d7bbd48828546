"""The score interval of a share. Wilson (1927), *JASA* 22, 209-212."""

from __future__ import annotations

import math


def score_interval(share: float, sample: float, critical: float) -> tuple[float, float]:
    """Give the ends of the score interval, between 0 and 1 and around the share.

    Parameters
    ----------
    share
        What was seen, between 0 and 1.
    sample
        Out of how many, above zero; may be a fraction (an effective sample).
    critical
        Normal quantile: 1.96 for 95 %.
    """
    squared = critical**2
    centre = share + squared / (2 * sample)
    half = critical * math.sqrt(share * (1 - share) / sample + squared / (4 * sample**2))
    scale = 1 + squared / sample
    low, high = max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)
    return min(low, share), max(high, share)
