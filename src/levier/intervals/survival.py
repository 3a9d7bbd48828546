"""How long things last when some have not ended yet.

Kaplan and Meier (1958), *JASA* 53, 457-481, with Greenwood's variance and the interval on the
log(-log) scale, which stays between 0 and 1 (Kalbfleisch and Prentice, 1980).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """What is known from one moment at which something ended until the next.

    Attributes
    ----------
    time
        From here on.
    at_risk
        How many had not ended just before.
    ended
        How many ended then.
    share, low, high
        Share that lasts longer, and its interval.
    error
        Greenwood's standard error of the share.
    """

    time: float
    at_risk: int
    ended: int
    share: float
    low: float
    high: float
    error: float


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that lasts longer than each moment."""

    steps: tuple[Step, ...]

    def time_by(self, share: float) -> float | None:
        """Give the first moment by which this share has ended; None when it is not reached."""
        return _first(self.steps, "share", 1 - share)

    def range_by(self, share: float) -> tuple[float | None, float | None]:
        """Give the interval of ``time_by`` (Brookmeyer and Crowley, 1982); None is unknown."""
        return _first(self.steps, "low", 1 - share), _first(self.steps, "high", 1 - share)

    def lasting(self, time: float) -> float:
        """Give the share that lasts longer than a moment."""
        known = [step.share for step in self.steps if step.time <= time]
        return known[-1] if known else 1.0


def kaplan_meier(
    durations: Sequence[float], ended: Sequence[bool], critical: float = 1.959964
) -> Survival:
    """Estimate the share that lasts longer than each moment.

    Parameters
    ----------
    durations
        N, zero or more, in one unit.
    ended
        N, whether it ended then; what did not had lasted so long when it was last looked at.
    critical
        Normal quantile of the interval: 1.96 for 95 %.

    Raises
    ------
    InvalidArgument
        When the two have not the same length, or a duration is negative or not finite.
    """
    if len(durations) != len(ended):
        raise InvalidArgument(f"{len(durations)} durations and {len(ended)} ends: give one each")
    if any(not math.isfinite(one) or one < 0 for one in durations):
        raise InvalidArgument("durations must be finite, zero or more")
    steps: list[Step] = []
    share, summed = 1.0, 0.0
    leaving = Counter(durations)
    ending = Counter(one for one, over in zip(durations, ended, strict=True) if over)
    left = 0
    for time in sorted(leaving):
        at_risk, gone, left = len(durations) - left, ending[time], left + leaving[time]
        if not gone:
            continue
        share *= 1 - gone / at_risk
        summed += gone / (at_risk * (at_risk - gone)) if at_risk > gone else 0.0
        low, high = _interval(share, summed, critical)
        steps.append(Step(time, at_risk, gone, share, low, high, share * math.sqrt(summed)))
    return Survival(tuple(steps))


def _interval(share: float, summed: float, critical: float) -> tuple[float, float]:
    if not 0 < share < 1:
        return share, share
    stretch = critical * math.sqrt(summed) / abs(math.log(share))
    return share ** math.exp(stretch), share ** math.exp(-stretch)


def _first(steps: Sequence[Step], name: str, share: float) -> float | None:
    return next((s.time for s in steps if getattr(s, name) <= share + 1e-12), None)
