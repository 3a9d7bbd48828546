"""How many to ask until the interval leaves the threshold out, if the share stays what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.gates.finite_population import effective_sample
from levier.gates.share_interval import wilson
from levier.gates.verdict import Verdict, judged

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier.gates.verdict import ShareRange

MOST = 1_000_000
"""Beyond it nobody asks: the share is too close to the threshold to be told from it."""


def sample_needed(
    share: float,
    threshold: float,
    *,
    population: int | None = None,
    level: float = 0.95,
    most: int = MOST,
    interval: Callable[[float, float, float], ShareRange] = wilson,
) -> int | None:
    """Give the smallest sample, in all, that settles the gate if the share holds.

    Parameters
    ----------
    share
        What it is thought to be.
    threshold
        What it is held against.
    population
        How many there are; the answer is never above it.
    level
        How often the interval holds.
    most
        Beyond it nobody asks.
    interval
        Gives the range from share, (effective) sample and level.

    Returns
    -------
    int or None
        None when no sample up to the population, or to ``most``, would do.
    """

    def settles(sample: int) -> bool:
        found = interval(share, effective_sample(sample, population), level)
        return judged(found.low95, found.high95, threshold) is not Verdict.NOT_ENOUGH

    last = most if population is None else min(most, population)
    return _first(settles, last) if settles(last) else None


def _first(settles: Callable[[int], bool], most: int) -> int:
    """Find the first sample that settles, by halving: a larger one never says less."""
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if settles(middle) else (middle + 1, high)
    return low
