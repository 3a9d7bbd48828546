"""Two intervals of a share: the score interval, and its adjusted form for very small samples.

Wilson (1927), *JASA* 22, 209-212. Agresti and Coull (1998), *The American Statistician* 52,
119-126, whose form Sauro and Lewis (2005, *Proceedings of the Human Factors and Ergonomics
Society* 49, 2100-2104) found to hold for the few sessions of usability tests.
"""

from __future__ import annotations

import math

from scipy.special import ndtri

from levier.errors import InvalidArgument
from levier.gates.verdict import ShareRange
from levier.intervals.wilson import score_interval


def critical_value(level: float) -> float:
    """Give the normal quantile of a two-sided interval: 1.96 for 0.95."""
    if not 0 < level < 1:
        raise InvalidArgument(f"level must be between 0 and 1, as 0.95; got {level}")
    return float(ndtri((1 + level) / 2))


def wilson(share: float, sample: float, level: float = 0.95) -> ShareRange:
    """Give the score interval of a share.

    Parameters
    ----------
    share
        What was seen.
    sample
        Out of how many; may be a fraction (effective sample) or infinite (everyone was asked).
    level
        How often the interval holds.
    """
    if math.isinf(sample):
        return ShareRange(share, share, share)
    return ShareRange(share, *score_interval(share, sample, critical_value(level)))


def adjusted_wald(share: float, sample: float, level: float = 0.95) -> ShareRange:
    """Give the interval of Agresti and Coull: z²/2 successes and z²/2 failures added.

    Parameters
    ----------
    share
        What was seen; it is reported as it is, only the interval is centred elsewhere.
    sample
        Out of how many; positive.
    level
        How often the interval holds.
    """
    squared = critical_value(level) ** 2
    adjusted = sample + squared
    centre = (share * sample + squared / 2) / adjusted
    half = math.sqrt(squared * centre * (1 - centre) / adjusted)
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return ShareRange(share, min(low, share), max(high, share))
