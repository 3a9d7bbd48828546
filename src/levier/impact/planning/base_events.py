"""How many events a count must have before, for a change after it to be told from chance.

Two independent Poisson counts over equal lengths of time, before and after. The logarithm of
their ratio r has, to first order, the variance 1 / (r n) + 1 / n with n events expected before
(the problem is that of Przyborowski and Wilenski 1940, *Biometrika* 31, 313-323; the log-ratio
statistic and its power are compared with others by Gu, Ng, Tang and Schucany 2008, *Biometrical
Journal* 50, 283-298). The square-root transform, whose variance is stable, gives almost the same
(200 events instead of 202 for +30 %); the logarithm is taken because it is the scale on which
this engine measures counts and because it errs on the side of more events.
"""

from __future__ import annotations

import math

from levier.errors import InvalidArgument
from levier.impact.planning.chance import Chance


def base_events(relative_effect: float, chance: Chance = Chance()) -> int:  # noqa: B008 - frozen
    """Count the events needed before, to see ``relative_effect`` in as long a time after.

    Parameters
    ----------
    relative_effect
        0.3 is +30 %; above -1 and not zero.
    chance
        How often it must be seen, and how rarely when there is nothing.

    Raises
    ------
    InvalidArgument
        When there is nothing to see, or nothing would be left.
    """
    if not (relative_effect > -1 and relative_effect != 0 and math.isfinite(relative_effect)):
        raise InvalidArgument(
            f"relative_effect must be above -1 and not zero, got {relative_effect}"
        )
    ratio = 1 + relative_effect
    quantiles = chance.threshold + chance.margin
    return math.ceil(quantiles**2 * (1 + 1 / ratio) / math.log(ratio) ** 2)
