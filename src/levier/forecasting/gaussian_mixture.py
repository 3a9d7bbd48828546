"""A forecast that is a mixture of Gaussians: what is left when spreads are summed over."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

_BISECTIONS = 100
_STEPS = (-8.5, -3.0, -1.0, 0.0, 1.0, 3.0, 8.5)


@dataclass(frozen=True, slots=True, eq=False)
class GaussianMixture:
    """Weights, means and standard deviations of c components, (c,) each; weights sum to one."""

    weights: Array
    means: Array
    sds: Array

    @property
    def mean(self) -> float:
        """Expectation."""
        return float(self.weights @ self.means)

    @property
    def variance(self) -> float:
        """Variance within the components plus variance between their means."""
        return float(self.weights @ (self.sds**2 + (self.means - self.mean) ** 2))

    @property
    def landmarks(self) -> tuple[float, ...]:
        """A few places around the widest and the narrowest component."""
        sds = (float(self.sds.max()), float(self.sds.min()), math.sqrt(self.variance))
        return tuple(sorted({self.mean + sd * step for sd in sds for step in _STEPS}))

    def pdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Density at ``values``, same shape."""
        scores = (np.asarray(values, dtype=np.float64)[..., None] - self.means) / self.sds
        heights = np.exp(-(scores**2) / 2) / (math.sqrt(2 * math.pi) * self.sds)
        return np.asarray(heights @ self.weights)

    def cdf(self, values: ArrayLike) -> NDArray[np.float64]:
        """Probability of at most ``values``, same shape."""
        scores = (np.asarray(values, dtype=np.float64)[..., None] - self.means) / self.sds
        return np.asarray(ndtr(scores) @ self.weights)

    def quantile(self, probability: float) -> float:
        """Value below which a share ``probability`` lies, by bisection."""
        reach = _STEPS[-1] * float(self.sds.max())
        low, high = float(self.means.min()) - reach, float(self.means.max()) + reach
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if not low < middle < high:
                break
            if self.cdf(middle) < probability:
                low = middle
            else:
                high = middle
        return high


def mixture(
    log_weights: Array, means: Array, sds: Array, left_out: float = 1e-3
) -> GaussianMixture:
    """Make a mixture from unnormalised log weights, leaving out what weighs next to nothing.

    Parameters
    ----------
    log_weights, means, sds
        (c,) each.
    left_out
        Share of the whole that the lightest components left out weigh together, at most; the
        others are weighted up.
    """
    kept = heaviest(log_weights, left_out)
    weights = np.exp(log_weights[kept] - log_weights.max())
    return GaussianMixture(weights / weights.sum(), means[kept], sds[kept])


def heaviest(log_weights: Array, left_out: float) -> NDArray[np.intp]:
    """Give the places of the components to keep, in order.

    Parameters
    ----------
    log_weights
        (c,) unnormalised.
    left_out
        Share of the whole that the lightest ones weigh together, at most.
    """
    weights = np.exp(log_weights - log_weights.max())
    lightest = np.argsort(weights, kind="stable")
    light = np.cumsum(weights[lightest]) <= left_out * weights.sum()
    return np.sort(lightest[~light])
