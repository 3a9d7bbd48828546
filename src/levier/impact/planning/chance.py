"""From the error of a measurement to the smallest effect that it would see."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from levier.errors import InvalidArgument


@dataclass(frozen=True, slots=True)
class Chance:
    """How often an effect must be seen when it is there, and when it is not.

    Attributes
    ----------
    power
        Chance of a verdict when the effect is there, in [0.5, 1[.
    level
        Chance of one when it is not, two-sided, in ]0, 1[.

    Raises
    ------
    InvalidArgument
        When either is outside its range.
    """

    power: float = 0.8
    level: float = 0.05

    def __post_init__(self) -> None:
        if not (0.5 <= self.power < 1 and 0 < self.level < 1):
            raise InvalidArgument(
                "expected 0.5 <= power < 1 and 0 < level < 1, "
                f"got power {self.power} and level {self.level}"
            )

    @property
    def threshold(self) -> float:
        """How many standard errors an estimate must be from zero: 1.96 at 5 %."""
        return float(ndtri(1 - self.level / 2))

    @property
    def margin(self) -> float:
        """How many more the effect must be, to be past the threshold that often: 0.84 at 80 %."""
        return float(ndtri(self.power))


def smallest_effect_seen(sd: float, prior_sd: float, chance: Chance) -> float:
    r"""Give the smallest effect whose range leaves out zero with the chance wanted.

    The engine's range is a posterior: data of error :math:`\sqrt v` and a prior of mean zero and
    spread :math:`\tau` give mean :math:`\kappa x` and variance :math:`\kappa v`, with
    :math:`\kappa = \tau^2 / (\tau^2 + v) = 1 - sd^2 / \tau^2`. It leaves out zero when
    :math:`|x| > z_{1-\alpha/2} \sqrt{v / \kappa}`, which an effect of
    :math:`\sqrt v (z_{1-\alpha/2} / \sqrt\kappa + z_{power})` does with the chance wanted. With a
    flat prior this is the usual sum of two quantiles (Cohen 1988, chapter 2).

    Parameters
    ----------
    sd
        Posterior standard deviation of the effect.
    prior_sd
        That of its prior, on the same scale; infinite for none.
    chance
        How often it must be seen.

    Returns
    -------
    float
        On the scale of ``sd``; infinite when the data add nothing to the prior.
    """
    kept = 1 - (sd / prior_sd) ** 2
    if kept <= 0:
        return math.inf
    error = sd / math.sqrt(kept)
    return error * (chance.threshold / math.sqrt(kept) + chance.margin)
