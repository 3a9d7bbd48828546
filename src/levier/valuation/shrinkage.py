"""The winner's curse and its remedy: effects drawn towards what decisions here usually do.

The largest of many noisy estimates is too large: luck helped to make it the largest. A prior
for the effects of all decisions, learned from all of them (Robbins 1956; Morris 1983), takes
back what luck gave; whatever is selected afterwards, the shrunk values remain right on average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_MEAN_SD = 0.02
_SPREAD_SCALE = 0.05
_MEANS = np.linspace(-0.08, 0.08, 33)
_SPREADS = np.geomspace(0.002, 0.3, 40)


@dataclass(frozen=True, slots=True)
class OrganisationPrior:
    """What decisions here usually do to the metric that they aim at.

    Attributes
    ----------
    mean, sd
        Of relative effects, positive in the direction wanted.
    decisions
        How many effects it was learned from.
    """

    mean: float
    sd: float
    decisions: int


def organisation_prior(estimates: Array, sds: Array) -> OrganisationPrior:
    """Learn the prior from estimates (k,) with standard errors (k,), on a grid.

    Hyperpriors: mean ~ N(0, 0.02^2), spread ~ half-normal(0.05), so that a few decisions are
    not taken for a law. The spread returned holds the uncertainty about the mean.
    """
    mean, spread = np.meshgrid(_MEANS, _SPREADS, indexing="ij")
    log_posterior = -0.5 * (mean / _MEAN_SD) ** 2 - 0.5 * (spread / _SPREAD_SCALE) ** 2
    log_posterior = log_posterior + np.log(spread)  # the grid is even in the logarithm
    for estimate, sd in zip(estimates, sds, strict=True):
        variance = spread**2 + sd**2
        log_posterior -= 0.5 * (np.log(variance) + (estimate - mean) ** 2 / variance)
    weights = np.exp(log_posterior - log_posterior.max())
    weights /= weights.sum()
    centre = float((weights * mean).sum())
    variance = float((weights * (spread**2 + (mean - centre) ** 2)).sum())
    return OrganisationPrior(centre, float(np.sqrt(variance)), len(estimates))


@dataclass(frozen=True, slots=True)
class GaussianChange:
    """A Gaussian before and after its prior was replaced: means (k,), covariances (k, k)."""

    old_mean: Array
    old_covariance: Array
    new_mean: Array
    new_covariance: Array

    def carry(self, draws: Array) -> Array:
        """Carry draws (d, k) of the old distribution to the new one."""
        old, new = np.linalg.cholesky(self.old_covariance), np.linalg.cholesky(self.new_covariance)
        standard = np.linalg.solve(old, (draws - self.old_mean).T)
        return np.asarray(self.new_mean + (new @ standard).T)


def replace_prior(
    mean: Array, covariance: Array, old: tuple[Array, Array], new: tuple[Array, Array]
) -> GaussianChange:
    """Replace the independent priors (means, variances) under a posterior (k,), (k, k)."""
    precision = np.linalg.inv(covariance)
    old_mean, old_variance = old
    new_mean, new_variance = new
    right = precision @ mean - old_mean / old_variance + new_mean / new_variance
    sharper = precision + np.diag(1 / new_variance - 1 / old_variance)
    new_covariance = np.linalg.inv(sharper)
    return GaussianChange(mean, covariance, new_covariance @ right, new_covariance)
