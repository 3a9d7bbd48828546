"""How long half of a group waited, when some still wait.

The product-limit estimate (Kaplan and Meier 1958, *JASA* 53, 457-481): what still waits counts for
as long as it has waited, so that answering only the easy ones does not look quick. The interval of
the median holds the waits whose curve is not far from one half (Brookmeyer and Crowley 1982,
*Biometrics* 38, 29-41).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import ndtri

from levier.intervals.survival import kaplan_meier

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class MedianWait:
    """The median, None where more than half still wait; ``high`` None where no end is in sight."""

    median: float | None
    low: float | None
    high: float | None
    ended: int
    waiting: int


def median_wait(ended: Sequence[float], waiting: Sequence[float], level: float = 0.9) -> MedianWait:
    """Give the median wait with its interval.

    Parameters
    ----------
    ended
        The waits that are over.
    waiting
        How long those that are not have lasted so far.
    level
        How often the interval holds.

    Raises
    ------
    InvalidArgument
        When a wait is negative or not finite.
    """
    durations = [*ended, *waiting]
    over = [True] * len(ended) + [False] * len(waiting)
    critical = float(ndtri((1 + level) / 2))
    median = low = high = None
    for step in kaplan_meier(durations, over).steps:
        near = abs(step.share - 0.5) <= critical * step.error
        if low is None and (near or step.share < 0.5):
            low = step.time
        if median is None and step.share <= 0.5:
            median = step.time
        if high is None and step.share < 0.5 and not near:
            high = step.time
    return MedianWait(median, low, high, len(ended), len(waiting))
