"""Whether quantiles hold: how often the measurement fell under each.

Dawid (1984), *Statistical theory: the prequential approach*, JRSS A 147, 278-292; Gneiting,
Balabdaoui and Raftery (2007), *Probabilistic forecasts, calibration and sharpness*, JRSS B 69,
243-268. An author whose quantiles are right sees a measurement under the P10 one time in ten.

A measurement is the effect blurred by an error of its own. Compared as it stands with a forecast of
the effect, it would fall outside too often and every author would look too sure; it is compared
with the forecast blurred by that same error instead.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.arguments import at_least
from levier.forecasting.binomial import ShareRange, exact_share
from levier.forecasting.elicitation import FAR
from levier.forecasting.scoring_rules import integrate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from levier.forecasting.distribution import Distribution

LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """One stated quantile, and the share of measurements that fell under it."""

    level: float
    """What the author claimed: 0.1 for the P10."""
    under: ShareRange


def share_below(forecast: Distribution, measured: float, sd: float = 0.0) -> float:
    """Give the probability that the forecast put under what was measured.

    The probability integral transform: uniform between 0 and 1 over the cases of an author who
    is right.

    Parameters
    ----------
    forecast
        Of the effect itself.
    measured, sd
        What was measured, and its standard error; the forecast is convolved with it.

    Raises
    ------
    InvalidArgument
        When ``sd`` is negative.
    """
    at_least(0.0, sd, "the sd of a measurement")
    if sd == 0:
        return float(forecast.cdf(measured))
    scale = sd * math.sqrt(2 * math.pi)
    cuts = [measured + sd * step for step in (-FAR, -3.0, -1.0, 0.0, 1.0, 3.0, FAR)]
    inside = [at for at in forecast.landmarks if cuts[0] < at < cuts[-1]]
    return min(
        1.0,
        integrate(
            lambda x: forecast.cdf(x) * np.exp(-(((x - measured) / sd) ** 2) / 2) / scale,
            [*cuts, *inside],
        ),
    )


def calibration_curve(
    shares_below: ArrayLike,
    levels: Sequence[float] = LEVELS,
    independent: float | None = None,
) -> tuple[CalibrationPoint, ...]:
    """Count how many measurements fell under each stated quantile.

    Parameters
    ----------
    shares_below
        (n,) of ``share_below``, one per case; one at least.
    levels
        The quantiles to look at.
    independent
        How many independent outcomes the cases are, when several forecasts are of one.
    """
    below = np.asarray(shares_below, dtype=np.float64)
    return tuple(
        CalibrationPoint(level, exact_share(int((below <= level).sum()), len(below), independent))
        for level in levels
    )


def central_coverage(
    shares_below: ArrayLike, level: float = 0.8, independent: float | None = None
) -> ShareRange:
    """Count how many measurements fell inside the central range, P10 to P90 by default."""
    below = np.asarray(shares_below, dtype=np.float64)
    edge = (1 - level) / 2
    inside = (below >= edge) & (below <= 1 - edge)
    return exact_share(int(inside.sum()), len(below), independent)
