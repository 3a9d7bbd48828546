"""Several treatments against one control: how far out chance alone takes the largest of them.

Dunnett (1955), *A multiple comparison procedure for comparing several treatments with a
control*, JASA 50, 1096-1121. The statistics share the control, so their correlations are
products of loadings and the joint probability is one integral over the control's own error
(Dunnett and Sobel, 1955, *Biometrika* 42, 258-260): deterministic, no simulation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The integrand is analytic and falls like a normal density, where the trapezium rule on an
# even grid converges faster than any power: 301 nodes give nine digits at worst.
_NODES = np.linspace(-8.5, 8.5, 301)
_WEIGHTS = np.exp(-(_NODES**2) / 2)
_WEIGHTS /= _WEIGHTS.sum()
_LARGEST_SHARED = 0.995
"""Beyond this share of common variance the integrand turns into a step that the nodes would
miss; less correlation gives a larger bound, so stopping here is on the safe side."""
_TOLERANCE = 1e-10


def control_loadings(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give each effect's correlation with the error of the control that they all share.

    Parameters
    ----------
    covariance
        (A, A) of the effects.

    Returns
    -------
    NDArray
        (A,) loadings such that the correlation of effects a and b is their product; zero for
        a single treatment, which needs no correction.
    """
    count = len(covariance)
    if count == 1:
        return np.zeros(1)
    shared = covariance[~np.eye(count, dtype=bool)].mean()
    squared: NDArray[np.float64] = np.clip(shared / np.diag(covariance), 0.0, _LARGEST_SHARED)
    return np.sqrt(squared)


def probability_all_within(bound: float, loadings: NDArray[np.float64]) -> float:
    """Give P(max |Z_a| < bound) when no treatment does anything."""
    spread = np.sqrt(1 - loadings**2)
    shift = np.outer(_NODES, loadings)
    inside = ndtr((bound - shift) / spread) - ndtr((-bound - shift) / spread)
    return float(_WEIGHTS @ inside.prod(axis=1))


def critical_value(loadings: NDArray[np.float64], level: float = 0.05) -> float:
    """Find the bound that the largest of the |Z_a| passes with probability ``level``."""
    last = float(ndtri(1 - level / 2))
    bound = float(ndtri(1 - level / 2 / len(loadings)))  # Bonferroni's, never too small
    excess = probability_all_within(last, loadings) - (1 - level)
    while abs(bound - last) > _TOLERANCE:  # secant steps: the curve is all but straight here
        here = probability_all_within(bound, loadings) - (1 - level)
        if here == excess:
            break
        last, bound, excess = bound, bound - here * (bound - last) / (here - excess), here
    return bound


def adjusted_p_values(
    statistics: NDArray[np.float64], loadings: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give, for each |z|, the probability that any of the A would go as far by chance."""
    # Never below the plain p-value, which keeps its digits where one minus one has none.
    found = [
        max(1 - probability_all_within(abs(float(z)), loadings), float(2 * ndtr(-abs(z))))
        for z in statistics
    ]
    return np.array(found)
