r"""Whether something counted happens more often than before.

Given their sum, the later of two Poisson counts is binomial (Przyborowski and Wilenski 1940,
*Biometrika* 31, 313-323): the exact interval of that share (Clopper and Pearson 1934, *Biometrika*
26, 404-413) becomes an interval of the ratio of the two rates. It never promises more than its
level, and is wide when little was counted, as it should be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import betaincinv

from levier.errors import InvalidArgument


@dataclass(frozen=True, slots=True)
class RateRatio:
    """How many times as often as before.

    Attributes
    ----------
    ratio
        The later rate over the earlier one; infinite when nothing was counted earlier, None when
        nothing was counted at all.
    low, high
        The interval; ``high`` may be infinite.
    direction
        1 when even the low end is above one, -1 when even the high end is below one, 0 when the
        counts do not tell.
    """

    ratio: float | None
    low: float
    high: float

    @property
    def direction(self) -> int:
        """Say which way the rate went, or 0 when that is not clear."""
        return int(self.low > 1) - int(self.high < 1)


def rate_ratio(
    later: int, earlier: int, *, later_length: float = 1, earlier_length: float = 1,
    level: float = 0.9,
) -> RateRatio:  # fmt: skip
    """Compare two counts.

    Parameters
    ----------
    later, earlier
        How often it happened in each of two stretches of time.
    later_length, earlier_length
        How long each was, in the same unit.
    level
        How often the interval holds, at least.
    """
    if min(later, earlier) < 0 or min(later_length, earlier_length) <= 0:
        raise InvalidArgument("counts cannot be negative, and lengths must be above zero")
    if not 0 < level < 1:
        raise InvalidArgument(f"level must be between 0 and 1, as 0.9; got {level}")
    if later + earlier == 0:
        return RateRatio(None, 0.0, math.inf)
    scale = earlier_length / later_length
    tail = (1 - level) / 2
    low = float(betaincinv(later, earlier + 1, tail)) if later else 0.0
    high = float(betaincinv(later + 1, earlier, 1 - tail)) if earlier else 1.0
    ratio = later / earlier * scale if earlier else math.inf
    return RateRatio(ratio, _odds(low) * scale, _odds(high) * scale)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf
