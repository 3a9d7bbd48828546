"""How far forecasts have come true here: learned from pairs of forecast and measurement.

    measured_k = a + (b + u_k) f_k + e_k + error_k,
    u_k ~ N(0, omega^2),   e_k ~ N(0, tau^2),   error_k ~ N(0, v_k)

The share of a forecast that comes true differs from one decision to the next (u_k): an
organisation whose forecasts are right on average may still be wrong on each. Before any pair,
a ~ N(0, 0.02^2), b ~ N(0.7, 0.4^2), omega ~ half-normal(0.3), tau ~ half-normal(0.03)
(``priors.UNCALIBRATED``). Given the two spreads this is a Bayesian linear regression; they are
summed over on a grid. Measurements must have been made without the forecasts, or these would
be counted twice.

Pairs never lower tau below its prior value: a few dozen ordinary decisions do not prove that
the next one holds no surprise, and a launch that does harm is the one not to be missed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.priors import UNCALIBRATED, ForecastCalibration

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_RESIDUALS = np.geomspace(0.002, 0.15, 16)
_SPREADS = np.geomspace(0.02, 1.5, 14)


def learn_calibration(
    forecasts: Array, measured: Array, sds: Array, prior: ForecastCalibration = UNCALIBRATED
) -> ForecastCalibration:
    """Learn the calibration from K pairs.

    Parameters
    ----------
    forecasts
        (K,) expectation of each forecast of a relative effect, positive when wanted.
    measured, sds
        (K,) each effect as measured without its forecast, and its standard error.
    prior
        What is believed before any pair; returned as it is when there is none.
    """
    if len(forecasts) == 0:
        return prior
    residual, spread = (axis.ravel() for axis in np.meshgrid(_RESIDUALS, _SPREADS, indexing="ij"))
    design = np.column_stack([np.ones(len(forecasts)), forecasts])
    noise = residual[:, None] ** 2 + (spread[:, None] * forecasts) ** 2 + sds**2
    log_evidence, means, variances = _regressions(design, measured, noise, prior)
    log_weights = log_evidence + np.log(residual) + np.log(spread)
    log_weights -= 0.5 * (residual / prior.residual_sd) ** 2
    log_weights -= 0.5 * (spread / prior.slope_spread) ** 2
    weights = np.exp(log_weights - log_weights.max())
    weights /= weights.sum()
    mean = weights @ means
    sd = np.sqrt(weights @ (variances + (means - mean) ** 2))
    return ForecastCalibration(
        intercept_mean=float(mean[0]),
        intercept_sd=float(sd[0]),
        slope_mean=float(mean[1]),
        slope_sd=float(sd[1]),
        slope_spread=math.sqrt(float(weights @ spread**2)),
        residual_sd=max(prior.residual_sd, math.sqrt(float(weights @ residual**2))),
    )


def _regressions(
    design: Array, measured: Array, noise: Array, prior: ForecastCalibration
) -> tuple[Array, Array, Array]:
    """Give log evidence (g,), means (g, 2) and variances (g, 2) of (a, b) for noises (g, K)."""
    centre = np.array([prior.intercept_mean, prior.slope_mean])
    before = np.diag([prior.intercept_sd**-2, prior.slope_sd**-2])
    weighted = design / noise[:, :, None]
    precision = np.einsum("gki,kj->gij", weighted, design) + before
    covariance = np.linalg.inv(precision)
    surprise = measured - design @ centre
    pulled = np.einsum("gki,k->gi", weighted, surprise)
    moved = np.einsum("gij,gj->gi", covariance, pulled)
    misfit = (surprise**2 / noise).sum(axis=1) - np.einsum("gi,gi->g", pulled, moved)
    log_determinant = np.log(noise).sum(axis=1) + np.linalg.slogdet(precision)[1]
    variances = np.diagonal(covariance, axis1=1, axis2=2)
    return np.asarray(-0.5 * (log_determinant + misfit)), centre + moved, variances
