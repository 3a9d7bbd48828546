"""Bayesian linear regressions at every node of a grid of spreads, in one batch.

    measured_k = x_k' beta + e_k,   e_k ~ N(0, noise_gk),   beta ~ N(centre, diag(1 / precision_g))

Given the spreads of one node everything is Gaussian; nodes are weighed by their evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Regressions:
    """The posterior of beta (p,) at each of g nodes.

    Attributes
    ----------
    log_evidence
        (g,), without the constant that all nodes share.
    means, covariances
        (g, p) and (g, p, p).
    """

    log_evidence: Array
    means: Array
    covariances: Array


def mesh(axes: Sequence[Array]) -> list[Array]:
    """Give the coordinates (g,) of every combination of the axes, one array per axis."""
    return [axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")]


def log_half_normal(scales: Array, scale: float) -> Array:
    """Give the log weight of points of a logarithmic grid under a half-normal prior."""
    return np.asarray(np.log(scales) - 0.5 * (scales / scale) ** 2)


def regress(
    design: Array, measured: Array, noise: Array, weights: Array, centre: Array, precision: Array
) -> Regressions:
    """Regress at every node.

    Parameters
    ----------
    design, measured
        (K, p) and (K,).
    noise
        (g, K) variances.
    weights
        (K,) power of each case's likelihood: two authors who forecast one outcome count one half
        each, because it came once.
    centre, precision
        (p,) and (g, p): the prior.
    """
    cases, size = design.shape
    strength = weights / noise
    products = (design[:, :, None] * design[:, None, :]).reshape(cases, size * size)
    posterior = (strength @ products).reshape(-1, size, size)
    posterior[:, np.arange(size), np.arange(size)] += precision
    covariances = np.linalg.inv(posterior)
    surprise = measured - design @ centre
    pulled = strength @ (design * surprise[:, None])
    moved = np.einsum("gij,gj->gi", covariances, pulled)
    misfit = strength @ surprise**2 - np.einsum("gi,gi->g", pulled, moved)
    log_determinant = np.log(noise) @ weights - np.log(precision).sum(axis=1)
    log_determinant += np.linalg.slogdet(posterior)[1]
    log_evidence = -0.5 * (log_determinant + misfit)
    return Regressions(
        np.asarray(log_evidence), centre + moved, np.asarray(covariances, np.float64)
    )
