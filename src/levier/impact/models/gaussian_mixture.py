"""A posterior as a mixture of Gaussians: exact moments, quantiles of any linear combination."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from levier.impact.models.difference_spectrum import Array


@dataclass(frozen=True, slots=True)
class GaussianMixture:
    """A mixture over ``m`` components of Gaussians in ``k`` dimensions.

    Attributes
    ----------
    weights
        (m,) positive, sum one.
    means
        (m, k).
    covariances
        (m, k, k).
    """

    weights: Array
    means: Array
    covariances: Array

    @property
    def mean(self) -> Array:
        """The mean (k,)."""
        return self.weights @ self.means

    @property
    def covariance(self) -> Array:
        """The covariance (k, k): within components plus between them."""
        within = np.einsum("m,mij->ij", self.weights, self.covariances)
        gap = self.means - self.mean
        return np.asarray(within + np.einsum("m,mi,mj->ij", self.weights, gap, gap))

    def combination(self, direction: Array) -> GaussianMixture:
        """Give the distribution of ``direction @ b``; ``direction`` is (k,)."""
        variance = np.einsum("i,mij,j->m", direction, self.covariances, direction)
        return GaussianMixture(
            self.weights, (self.means @ direction)[:, None], variance[:, None, None]
        )

    def marginal(self, index: int) -> GaussianMixture:
        """Give the distribution of one coordinate."""
        return GaussianMixture(
            self.weights,
            self.means[:, [index]],
            self.covariances[:, [index], [index]][:, :, None],
        )

    def cdf(self, x: float) -> float:
        """Give P(b <= x); one dimension only."""
        return float(self.weights @ ndtr((x - self.means[:, 0]) / self._sd()))

    def quantiles(self, probabilities: Array) -> Array:
        """Give quantiles (q,) of a one-dimensional mixture, by bisection to 1e-9 of its range."""
        sd = self._sd()
        reach = ndtri(np.clip(probabilities, 1e-12, 1 - 1e-12))[:, None] * sd + self.means[:, 0]
        low, high = reach.min(axis=1), reach.max(axis=1)
        for _ in range(30):
            middle = (low + high) / 2
            below = ndtr((middle[:, None] - self.means[:, 0]) / sd) @ self.weights < probabilities
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return np.asarray((low + high) / 2)

    def draws(self, uniforms: Array) -> tuple[Array, np.ndarray[tuple[int], np.dtype[np.intp]]]:
        """Turn uniforms (d, 1 + k) in (0, 1) into draws (d, k) and their components (d,)."""
        component = np.minimum(
            np.searchsorted(np.cumsum(self.weights), uniforms[:, 0]), len(self.weights) - 1
        )
        root = np.linalg.cholesky(self.covariances)
        shift = np.einsum("dij,dj->di", root[component], ndtri(uniforms[:, 1:]))
        return self.means[component] + shift, component

    def _sd(self) -> Array:
        return np.asarray(np.sqrt(self.covariances[:, 0, 0]))
