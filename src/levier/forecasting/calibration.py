"""How far forecasts have come true here: learned from pairs of forecast and measurement.

    measured_k = a + b f_k + e_k + error_k,   e_k ~ N(0, tau^2),   error_k ~ N(0, v_k)

with priors that stand for an organisation of which nothing is known (``priors.UNCALIBRATED``):
a ~ N(0, 0.02^2), b ~ N(0.7, 0.5^2), tau ~ half-normal(0.03). Given tau this is a Bayesian linear
regression; tau is summed over on a grid. Measurements must have been made without the
forecasts, or these would be counted twice.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.priors import UNCALIBRATED, ForecastCalibration

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_RESIDUALS = np.geomspace(0.002, 0.15, 25)


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
    design = np.column_stack([np.ones(len(forecasts)), forecasts])
    parts = [_given_residual(design, measured, sds, prior, tau) for tau in _RESIDUALS]
    log_weights = np.array([log_evidence for log_evidence, _, _ in parts])
    log_weights += np.log(_RESIDUALS) - 0.5 * (_RESIDUALS / prior.residual_sd) ** 2
    weights = np.exp(log_weights - log_weights.max())
    weights /= weights.sum()
    means = np.array([mean for _, mean, _ in parts])
    variances = np.array([np.diag(covariance) for _, _, covariance in parts])
    mean = weights @ means
    sd = np.sqrt(weights @ (variances + (means - mean) ** 2))
    return ForecastCalibration(
        intercept_mean=float(mean[0]),
        intercept_sd=float(sd[0]),
        slope_mean=float(mean[1]),
        slope_sd=float(sd[1]),
        residual_sd=math.sqrt(float(weights @ _RESIDUALS**2)),
    )


def _given_residual(
    design: Array, measured: Array, sds: Array, prior: ForecastCalibration, tau: float
) -> tuple[float, Array, Array]:
    """Give log evidence, mean (2,) and covariance (2, 2) of (a, b) for one residual spread."""
    centre = np.array([prior.intercept_mean, prior.slope_mean])
    before = np.diag([prior.intercept_sd**-2, prior.slope_sd**-2])
    noise = tau**2 + sds**2
    weighted = design / noise[:, None]
    precision = weighted.T @ design + before
    covariance = np.asarray(np.linalg.inv(precision), dtype=float)
    surprise = measured - design @ centre
    pulled = weighted.T @ surprise
    mean = centre + covariance @ pulled
    misfit = surprise @ (surprise / noise) - pulled @ covariance @ pulled
    log_evidence = -0.5 * (np.log(noise).sum() + np.linalg.slogdet(precision)[1] + misfit)
    return float(log_evidence), mean, covariance
