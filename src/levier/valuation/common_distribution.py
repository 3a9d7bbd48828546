"""Randomised tests of one metric drawn towards what they have in common before they are added up.

Each test is right by itself, but the sum of those that proved something is too large: luck helped
to choose them. Effects are taken for draws of one normal distribution whose centre and spread are
learned from all the tests, proven or not (Rubin 1981, *Estimation in parallel randomized
experiments*, Journal of Educational Statistics 6, 377-401). Given that distribution the effect of
a test is the same whether the test was chosen for its result or not, so that sums over the chosen
ones are no longer flattered (Dawid 1994, *Selection paradoxes of Bayesian inference*, IMS Lecture
Notes 24, 211-220; Lee and Shen 2018, *Winner's curse: bias estimation for total effects of features
in online controlled experiments*, KDD).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from levier.valuation.shrinkage import GaussianChange

Array = NDArray[np.float64]

FEWEST = 3
"""With a flat prior for the spread, two effects leave it without any finite bound: Gelman (2006),
*Prior distributions for variance parameters in hierarchical models*, Bayesian Analysis 1, 515-533,
section 3.2."""
_CELLS = 400
_REACH = 100.0
"""How far the spread is looked for, in root mean squares of the estimates about their mean. The
probability falls as tau^-(k - 1): beyond it three effects leave about a hundredth."""
_NEGLIGIBLE = 1e-6


def draw_together(estimates: Array, covariance: Array) -> GaussianChange | None:
    """Draw k effects towards their common distribution.

    The effects are N(mu, tau^2) given mu and tau, both with flat priors, mu on the line and tau
    above zero; the estimates are normal about the effects. All is exact given tau, which is
    averaged over a grid; the mixture is told by its two first moments.

    Parameters
    ----------
    estimates
        (k,) relative effects, all in the same direction's sense.
    covariance
        (k, k) of their errors; treatments that share a control are correlated.

    Returns
    -------
    GaussianChange or None
        From the estimates' distribution to that of the effects; None for fewer than three.
    """
    if len(estimates) < FEWEST:
        return None
    noise, axes = np.linalg.eigh(covariance)
    noise = np.maximum(noise, 0.0)
    turned, ones = axes.T @ estimates, axes.T @ np.ones(len(estimates))
    spreads, widths = _grid(estimates)
    weights = _posterior_of_spread(turned, ones, noise, spreads, widths)
    means, covariances = [], []
    for spread, kept in zip(spreads, weights > _NEGLIGIBLE, strict=True):
        if kept:
            mean, within = _given_spread(turned, ones, noise, spread)
            means.append(axes @ mean)
            covariances.append(axes @ within @ axes.T)
    kept_weights = weights[weights > _NEGLIGIBLE]
    kept_weights = kept_weights / kept_weights.sum()
    centre = kept_weights @ np.array(means)
    gaps = np.array(means) - centre
    between = np.einsum("h,hi,hj->ij", kept_weights, gaps, gaps)
    inside = np.einsum("h,hij->ij", kept_weights, np.array(covariances))
    return GaussianChange(estimates, covariance, centre, inside + between)


def _grid(estimates: Array) -> tuple[Array, Array]:
    """Give the middles of cells of tau, finer near zero, and their widths."""
    seen = float(np.std(estimates)) or 1e-12
    edges = _REACH * seen * np.linspace(0.0, 1.0, _CELLS + 1) ** 2
    return (edges[:-1] + edges[1:]) / 2, np.diff(edges)


def _posterior_of_spread(
    turned: Array, ones: Array, noise: Array, spreads: Array, widths: Array
) -> Array:
    """Give the probability (h,) of each cell of tau, mu integrated out.

    Gelman et al. (2013), *Bayesian Data Analysis*, equation 5.21, with correlated errors: in the
    axes of their covariance they are independent.
    """
    variance = noise + spreads[:, None] ** 2
    precision = (ones**2 / variance).sum(axis=1)
    centre = (ones * turned / variance).sum(axis=1) / precision
    gaps = turned - centre[:, None] * ones
    logarithm = -0.5 * (np.log(precision) + (np.log(variance) + gaps**2 / variance).sum(axis=1))
    weights = np.exp(logarithm - logarithm.max()) * widths
    return np.asarray(weights / weights.sum())


def _given_spread(turned: Array, ones: Array, noise: Array, spread: float) -> tuple[Array, Array]:
    """Give mean (k,) and covariance (k, k) of the effects for one tau, in the turned axes."""
    total = noise + spread**2
    variance = 1.0 / float((ones**2 / total).sum())
    centre = variance * float((ones * turned / total).sum())
    pull = noise * ones / total
    mean = spread**2 / total * turned + pull * centre
    return mean, np.diag(noise * spread**2 / total) + variance * np.outer(pull, pull)
