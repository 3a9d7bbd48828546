"""How long half of a group waited, when some still wait.

The product-limit estimate (Kaplan and Meier 1958, *JASA* 53, 457-481): what still waits counts for
as long as it has waited, so that answering only the easy ones does not look quick. The interval of
the median holds the waits whose curve is not far from one half (Brookmeyer and Crowley 1982,
*Biometrics* 38, 29-41).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import ndtri

from levier.errors import InvalidArgument

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
    """
    if any(wait < 0 for wait in (*ended, *waiting)):
        raise InvalidArgument("a wait cannot be negative")
    critical = float(ndtri((1 + level) / 2))
    median = low = high = None
    for wait, left, spread in _curve(ended, waiting):
        near = abs(left - 0.5) <= critical * spread
        if low is None and (near or left < 0.5):
            low = wait
        if median is None and left <= 0.5:
            median = wait
        if high is None and left < 0.5 and not near:
            high = wait
    return MedianWait(median, low, high, len(ended), len(waiting))


def _curve(ended: Sequence[float], waiting: Sequence[float]) -> list[tuple[float, float, float]]:
    """Give after each wait the share still waiting and its standard error (Greenwood)."""
    every = sorted([*ended, *waiting])
    left, variance, curve = 1.0, 0.0, []
    for wait in sorted(set(ended)):
        at_risk = sum(1 for other in every if other >= wait)
        over = sum(1 for other in ended if other == wait)
        left *= 1 - over / at_risk
        variance += over / (at_risk * (at_risk - over)) if at_risk > over else math.inf
        spread = left * math.sqrt(variance) if left else 0.0
        curve.append((wait, left, spread))
    return curve
