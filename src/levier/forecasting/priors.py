"""What a forecast is worth as evidence before anything is measured.

Taken at face value it does harm: forecasts are optimistic, and too sure. On 400 planted effects
a forecast twice too high, believed as it stood, left 95 % intervals that held 68 % of the time.
Until an organisation has pairs of forecast and measurement to calibrate on, a relative effect
r is given the regression

    r = a + b f + e,   a ~ N(0, 0.02^2),  b ~ N(0.7, 0.5^2),  e ~ N(0, 0.03^2),

where f is the forecast itself, uncertain as its author said. It keeps a part of what is hoped
for and allows that none of it comes, or the contrary.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.forecasting.distribution import Distribution


@dataclass(frozen=True, slots=True)
class ForecastCalibration:
    """How measured relative effects follow forecast ones.

    Attributes
    ----------
    intercept_mean, intercept_sd
        Of a: what is measured when nothing was forecast.
    slope_mean, slope_sd
        Of b: the share of the forecast that comes true, on average over decisions.
    slope_spread
        How much that share differs from one decision to the next.
    residual_sd
        Of e: what no forecast knows.
    """

    intercept_mean: float
    intercept_sd: float
    slope_mean: float
    slope_sd: float
    slope_spread: float
    residual_sd: float


UNCALIBRATED = ForecastCalibration(
    intercept_mean=0.0,
    intercept_sd=0.02,
    slope_mean=0.7,
    slope_sd=0.4,
    slope_spread=0.3,
    residual_sd=0.03,
)
"""The slope of the next decision is N(0.7, 0.5^2): 0.4^2 + 0.3^2 = 0.5^2."""


@dataclass(frozen=True, slots=True)
class GaussianPrior:
    """A prior for one relative effect.

    Attributes
    ----------
    mean, sd
        As shares: 0.02 is +2 %.
    """

    mean: float
    sd: float


def prior_of_relative_effect(
    forecast: Distribution, calibration: ForecastCalibration = UNCALIBRATED
) -> GaussianPrior:
    """Turn the forecast of a relative effect into a prior for it.

    Parameters
    ----------
    forecast
        Of the relative effect, as a share of the metric's level; pooled over its authors.
    calibration
        How forecasts did so far; the cautious default when that is not known.

    Returns
    -------
    GaussianPrior
        Moments of a + b f + e with f and e independent of the rest: the variance is
        var(a) + (E[b]^2 + var(b)) var(f) + var(b) E[f]^2 + var(e).
    """
    mean = calibration.intercept_mean + calibration.slope_mean * forecast.mean
    slope_variance = calibration.slope_sd**2 + calibration.slope_spread**2
    variance = (
        calibration.intercept_sd**2
        + (calibration.slope_mean**2 + slope_variance) * forecast.variance
        + slope_variance * forecast.mean**2
        + calibration.residual_sd**2
    )
    return GaussianPrior(mean, math.sqrt(variance))
