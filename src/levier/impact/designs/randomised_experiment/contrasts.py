"""Every treatment against the control, jointly: they share it, so their errors are correlated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.randomised_experiment.refusals import Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.randomised_experiment.adjustment import AdjustedMeans

STANDARD_ERRORS_FROM_ZERO = 3.0


@dataclass(frozen=True, slots=True)
class JointGaussian:
    """The large-sample distribution of the effects of A treatments.

    Attributes
    ----------
    mean
        (A,) effects: differences of means, or logarithms of ratios of means.
    covariance
        (A, A); off the diagonal, the variance of the control that they share.
    """

    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]

    @property
    def sd(self) -> NDArray[np.float64]:
        """(A,) standard deviation of each effect."""
        return np.sqrt(np.diag(self.covariance))


def differences(means: AdjustedMeans) -> JointGaussian:
    """Give treatment minus control, in the outcome's unit per user."""
    contrast = _contrast_matrix(len(means.arms))
    return JointGaussian(contrast @ means.mean, contrast @ means.covariance @ contrast.T)


def log_ratios(means: AdjustedMeans) -> JointGaussian | Refusal:
    """Give the logarithm of treatment over control by the delta method, or why there is none.

    On the logarithmic scale the interval of a ratio is not symmetric about it and never
    reaches below -100 %, as it should.
    """
    refusal = _refuse_ratio(means)
    if refusal is not None:
        return refusal
    contrast = _contrast_matrix(len(means.arms)) / means.mean
    logarithms = np.log(means.mean)
    return JointGaussian(logarithms[1:] - logarithms[0], contrast @ means.covariance @ contrast.T)


def _refuse_ratio(means: AdjustedMeans) -> Refusal | None:
    if means.conversions is not None and (means.conversions == 0).any():
        return Refusal.ZERO_CELL
    if (means.mean <= 0).any():
        return Refusal.MEAN_NEAR_ZERO
    # A rate is positive by nature; the mean of a quantity must be shown to be.
    sd = np.sqrt(np.diag(means.covariance))
    if means.conversions is None and (means.mean < STANDARD_ERRORS_FROM_ZERO * sd).any():
        return Refusal.MEAN_NEAR_ZERO
    return None


def _contrast_matrix(arms: int) -> NDArray[np.float64]:
    return np.hstack([-np.ones((arms - 1, 1)), np.eye(arms - 1)])
