"""A joint posterior in which some effects come from elsewhere and learn nothing from the series.

When the comparison between units says what a decision did, the company's own series may not
correct it: the same observations would speak twice, and the weaker design would colour the
stronger. The feedback is cut (Plummer 2015, *Cuts in Bayesian graphical models*, Statistics and
Computing 25, 37-43): the given effects keep the distribution that they came with, the others are
conditioned on them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array
from levier.impact.models.gaussian_mixture import GaussianMixture


def cut_in(
    mixture: GaussianMixture, inside: NDArray[np.intp], mean: Array, covariance: Array
) -> GaussianMixture:
    """Put effects known from elsewhere in the place of what the series said of them.

    Parameters
    ----------
    mixture
        Joint posterior of k effects, from the series.
    inside
        (e,) positions of the effects that come from elsewhere.
    mean, covariance
        (e,) and (e, e) of those.

    Returns
    -------
    GaussianMixture
        The given effects distributed as given, in every component; a noise model weighs as much
        as it makes them probable.
    """
    outside = np.setdiff1d(np.arange(mixture.means.shape[1]), inside)
    of_given = mixture.covariances[:, inside[:, None], inside]
    across = mixture.covariances[:, outside[:, None], inside]
    slope = np.linalg.solve(of_given, across.transpose(0, 2, 1)).transpose(0, 2, 1)
    gap = mean - mixture.means[:, inside]
    means = mixture.means.copy()
    means[:, inside] = mean
    means[:, outside] += np.einsum("moe,me->mo", slope, gap)
    covariances = np.empty_like(mixture.covariances)
    covariances[:, inside[:, None], inside] = covariance
    carried = slope @ covariance
    covariances[:, outside[:, None], inside] = carried
    covariances[:, inside[:, None], outside] = carried.transpose(0, 2, 1)
    covariances[:, outside[:, None], outside] = (
        mixture.covariances[:, outside[:, None], outside]
        - slope @ across.transpose(0, 2, 1)
        + carried @ slope.transpose(0, 2, 1)
    )
    log_weights = np.log(mixture.weights) + _log_density(gap, of_given + covariance)
    weights = np.exp(log_weights - log_weights.max())
    return GaussianMixture(weights / weights.sum(), means, covariances)


def _log_density(gap: Array, covariance: Array) -> Array:
    """Give the Gaussian log density (m,) of gaps (m, e), up to a constant."""
    solved = np.linalg.solve(covariance, gap[..., None])[..., 0]
    return np.asarray(
        -0.5 * (np.einsum("me,me->m", gap, solved) + np.linalg.slogdet(covariance)[1])
    )
