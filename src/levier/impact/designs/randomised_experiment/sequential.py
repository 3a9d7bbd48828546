"""Reading a test while it runs: intervals that hold at every look, however many there are.

Robbins (1970), *Statistical methods related to the law of the iterated logarithm*, Annals of
Mathematical Statistics 41, 1397-1409, mixes a Brownian motion's likelihood ratios over normal
alternatives and gets a boundary that it crosses with a chosen probability in all time to come.
Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), *Time-uniform central limit theory and
asymptotic confidence sequences*, Annals of Statistics 52, 2613-2640, theorem 2.2, carry it over
to means with estimated variances: with t users, rho > 0 chosen beforehand and level alpha,

    estimate ± standard error × sqrt((1 + 1 / x) log((1 + x) / alpha^2)),   x = t rho^2,

holds at all t at once. ``rho`` says where the sequence is narrowest, never whether it holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import lambertw

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLANNED_USERS = 10_000
"""Where the sequence is narrowest when no size was planned. It has to be a constant: a size taken
from the data seen so far would move with the looks, and the promise would be lost. It is small
because being narrowest too early costs little (bounds of 3.3 standard errors at ten times the
size, 3.9 at a thousand times, instead of 3.0) and too late costs much (8.9 at a hundredth)."""
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Sequential:
    """A test that was, or may have been, looked at while it ran.

    Attributes
    ----------
    planned_users
        Users over all arms at which the interval is to be narrowest; chosen before the test.

    Raises
    ------
    InvalidArgument
        When the size is not above zero.
    """

    planned_users: float = PLANNED_USERS

    def __post_init__(self) -> None:
        if not self.planned_users > 0:
            msg = f"expected planned_users > 0, got {self.planned_users}"
            raise InvalidArgument(msg)

    def progress(self, users: float) -> float:
        """Give x = t rho^2 after ``users`` users over all arms."""
        return _narrowest() * users / self.planned_users

    def bound(self, users: float, level: float = LEVEL) -> float:
        """Give the half-width in standard errors that holds at every look."""
        x = self.progress(users)
        return math.sqrt((1 + 1 / x) * (math.log1p(x) - 2 * math.log(level)))

    def p_values(self, statistics: NDArray[np.float64], users: float) -> NDArray[np.float64]:
        """Give the level at which the interval of each statistic (A,) would just touch zero.

        Solving ``|z| = bound`` for the level; below it at any look at most that often.
        """
        x = self.progress(users)
        logarithm = (math.log1p(x) - statistics**2 * x / (1 + x)) / 2
        return np.exp(np.minimum(logarithm, 0.0))


def _narrowest() -> float:
    """Give the x at which the interval is narrowest for its users.

    The width's derivative is zero where x = log(1 + x) - 2 log(alpha), solved by the lower
    branch of Lambert's function (Howard, Ramdas, McAuliffe and Sekhon 2021, *Annals of
    Statistics* 49, 1055-1080, proposition 3).
    """
    return float(-lambertw(-(LEVEL**2) / math.e, k=-1).real) - 1
