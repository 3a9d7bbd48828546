"""The winner's curse and its remedy: effects drawn towards what decisions here usually do.

The largest of many noisy estimates is too large: luck helped to make it the largest. A prior
for the effects of all decisions, learned from all of them (Robbins 1956; Morris 1983), takes
back what luck gave, so that what is selected afterwards is no longer flattered by it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_MEAN_SD = 0.02
_SPREAD_SCALE = 0.03
_MEANS = np.linspace(-0.06, 0.06, 25)
_SPREADS = np.geomspace(0.002, 0.2, 24)
_NEGLIGIBLE = 1e-3


@dataclass(frozen=True, slots=True)
class OrganisationPrior:
    """What decisions here usually do to the metric that they aim at, positive when wanted.

    A mixture of normal distributions of relative effects: what the effects seen leave possible.

    Attributes
    ----------
    weights
        (h,) sum one.
    means, sds
        (h,).
    """

    weights: Array
    means: Array
    sds: Array

    @property
    def mean(self) -> float:
        """The mean of the next effect."""
        return float(self.weights @ self.means)

    @property
    def sd(self) -> float:
        """The standard deviation of the next effect."""
        second = self.weights @ (self.sds**2 + self.means**2)
        return float(np.sqrt(second - self.mean**2))


def organisation_prior(estimates: Array, sds: Array) -> OrganisationPrior:
    """Learn the prior from estimates (k,) with standard errors (k,), on a grid.

    Hyperpriors: mean ~ N(0, 0.02^2), spread ~ half-normal(0.03), so that a few decisions are
    not taken for a law.
    """
    mean, spread = (axis.ravel() for axis in np.meshgrid(_MEANS, _SPREADS, indexing="ij"))
    log_posterior = -0.5 * (mean / _MEAN_SD) ** 2 - 0.5 * (spread / _SPREAD_SCALE) ** 2
    log_posterior = log_posterior + np.log(spread)  # the grid is even in the logarithm
    for estimate, sd in zip(estimates, sds, strict=True):
        variance = spread**2 + sd**2
        log_posterior -= 0.5 * (np.log(variance) + (estimate - mean) ** 2 / variance)
    weights = np.exp(log_posterior - log_posterior.max())
    kept = weights > _NEGLIGIBLE
    return OrganisationPrior(weights[kept] / weights[kept].sum(), mean[kept], spread[kept])


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
    mean: Array,
    covariance: Array,
    old_variance: Array,
    prior: OrganisationPrior,
    unit: Array,
) -> GaussianChange:
    """Replace independent priors N(0, ``old_variance``) by the organisation's.

    Parameters
    ----------
    mean, covariance
        (k,) and (k, k) the posterior under the old priors.
    old_variance
        (k,) theirs.
    prior
        Of relative effects.
    unit
        (k,) the shift that a wanted relative effect of one amounts to; zero for an effect that
        keeps its old prior.
    """
    precision, moved = np.linalg.inv(covariance), unit != 0
    kept_precision = np.where(moved, 0.0, 1 / old_variance)
    likelihood = precision - np.diag(1 / old_variance)
    signal = precision @ mean
    means, covariances = [], []
    for centre, sd in zip(prior.means, prior.sds, strict=True):
        added = np.where(moved, 1 / np.where(moved, sd * unit, 1.0) ** 2, kept_precision)
        posterior = np.linalg.inv(likelihood + np.diag(added))
        means.append(posterior @ (signal + np.where(moved, added * centre * unit, 0.0)))
        covariances.append(posterior)
    stacked = np.array(means)
    new_mean = prior.weights @ stacked
    gap = stacked - new_mean
    between = np.einsum("h,hi,hj->ij", prior.weights, gap, gap)
    within = np.einsum("h,hij->ij", prior.weights, np.array(covariances))
    return GaussianChange(mean, covariance, new_mean, within + between)
