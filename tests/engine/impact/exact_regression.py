"""The same regression by brute force, for one noise model: dense covariance, no approximation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def differences_covariance(
    periods: int, level_ratio: float, ar_share: float, ar_coefficient: float
) -> Array:
    """Covariance of the first differences of level + AR(1) + white noise, noise variance one."""
    lags = np.abs(np.subtract.outer(np.arange(periods), np.arange(periods)))
    noise = ar_share * ar_coefficient ** lags.astype(float) + (1 - ar_share) * (lags == 0)
    difference = np.diff(np.eye(periods), axis=0)
    return np.asarray(difference @ noise @ difference.T + level_ratio**2 * np.eye(periods - 1))


def exact_posterior(
    design: Array, target: Array, precision: Array, variance: float, covariance: Array
) -> tuple[Array, Array]:
    """Posterior mean (p,) and covariance (p, p) given the covariance of the differences."""
    columns, outcome = np.diff(design, axis=0), np.diff(target)
    weighted = np.linalg.solve(variance * covariance, columns)
    posterior = np.linalg.inv(columns.T @ weighted + np.diag(precision))
    return posterior @ (weighted.T @ outcome), posterior
