"""What a sample is worth when it is a good part of everyone there is.

Cochran (1977), *Sampling Techniques*, sections 2.6 and 3.2: the variance of a share sampled
without replacement is that of sampling with replacement times (N - n) / (N - 1). He advises to
leave the factor out as long as the sample is under a tenth of the population, which only makes the
interval wider.
"""

from __future__ import annotations

import math

from levier.errors import InvalidArgument

IGNORED_BELOW = 0.1
"""Share of the population under which sampling without replacement is not told from with."""


def effective_sample(sampled: int, population: int | None) -> float:
    """Give the sample that would say as much if the population had no end.

    Parameters
    ----------
    sampled
        How many were asked, each once.
    population
        How many there are; None when it is not known, or has no end.

    Returns
    -------
    float
        Infinite when everyone was asked.

    Raises
    ------
    InvalidArgument
        When more were asked than there are.
    """
    if population is None:
        return float(sampled)
    if sampled > population:
        raise InvalidArgument(
            f"population must be at least the {sampled} who were sampled, got {population}"
        )
    if sampled == population:
        return math.inf
    if sampled <= IGNORED_BELOW * population:
        return float(sampled)
    return sampled * (population - 1) / (population - sampled)
