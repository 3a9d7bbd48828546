"""The estimators: each is a pair of weights, on donors and on periods before, and one difference.

Arkhangelsky et al. (2021), section 1: difference-in-differences weighs everything alike,
synthetic control weighs donors and takes no period off, synthetic difference-in-differences
weighs both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from levier.impact.designs.synthetic_control.panel import Array, Panel
from levier.impact.designs.synthetic_control.ridge_augmentation import ridge_augmented_weights
from levier.impact.designs.synthetic_control.weights import (
    period_weights,
    regularised_weights,
    synthetic_control_weights,
)


class Method(StrEnum):
    """The estimators of this design."""

    DIFFERENCE_IN_DIFFERENCES = "difference_in_differences"
    SYNTHETIC_CONTROL = "synthetic_control"
    SYNTHETIC_DIFFERENCE_IN_DIFFERENCES = "synthetic_difference_in_differences"
    RIDGE_AUGMENTED = "ridge_augmented"
    PREDICTOR_MATCHED = "predictor_matched"


@dataclass(frozen=True, slots=True)
class Estimate:
    """The average effect on the treated units over the periods after.

    Attributes
    ----------
    method
        How the weights were chosen.
    effect
        In the unit of the outcomes, per treated unit and period.
    donor_weights
        (J,) sum to one, in the order of the panel's donors.
    period_weights
        (T0,) sum to one; all zero for synthetic control, which takes no level off.
    counterfactual
        (T,) mean of the treated units had nothing been done, as told by the donors.
    gap
        (T,) observed minus counterfactual.
    first_after
        Position of the first period after.
    """

    method: Method
    effect: float
    donor_weights: Array
    period_weights: Array
    counterfactual: Array
    gap: Array
    first_after: int

    @property
    def error_before(self) -> float:
        """Root mean square gap before: how closely the counterfactual follows."""
        return float(np.sqrt((self.gap[: self.first_after] ** 2).mean()))

    @property
    def error_after(self) -> float:
        """Root mean square gap after."""
        return float(np.sqrt((self.gap[self.first_after :] ** 2).mean()))


Estimator = Callable[[Panel], Estimate]


def difference_in_differences(panel: Panel) -> Estimate:
    """Compare the change of the treated mean with that of the plain mean of the donors."""
    count = len(panel.donors)
    method = Method.DIFFERENCE_IN_DIFFERENCES
    return weigh(panel, method, np.full(count, 1 / count), _even_periods(panel))


def synthetic_control(panel: Panel) -> Estimate:
    """Compare the treated mean with the mix of donors that followed it most closely before.

    Abadie, Diamond and Hainmueller (2010), matching on every outcome before and no covariate.
    """
    none = np.zeros(panel.first_after)
    return weigh(panel, Method.SYNTHETIC_CONTROL, synthetic_control_weights(panel), none)


def synthetic_difference_in_differences(panel: Panel) -> Estimate:
    """Compare changes, between weighted donors and from weighted periods before.

    Arkhangelsky et al. (2021), algorithm 1.
    """
    method = Method.SYNTHETIC_DIFFERENCE_IN_DIFFERENCES
    return weigh(panel, method, regularised_weights(panel), period_weights(panel))


def ridge_augmented_synthetic_control(panel: Panel) -> Estimate:
    """Correct what synthetic control could not match before by a ridge regression on it.

    Ben-Michael, Feller and Rothstein (2021), *The augmented synthetic control method*, JASA 116,
    1789-1803, with the units' levels taken off before anything is fitted.
    """
    method = Method.RIDGE_AUGMENTED
    return weigh(panel, method, ridge_augmented_weights(panel), _even_periods(panel))


def _even_periods(panel: Panel) -> Array:
    return np.full(panel.first_after, 1 / panel.first_after)


def weigh(panel: Panel, method: Method, donors: Array, periods: Array) -> Estimate:
    """Make one difference of weights on donors (J,) and on periods before (T0,)."""
    observed = panel.treated_mean
    mixed = donors @ panel.donors
    level = float(periods @ (observed - mixed)[: panel.first_after])
    counterfactual = mixed + level
    gap = observed - counterfactual
    effect = float(gap[panel.first_after :].mean())
    return Estimate(method, effect, donors, periods, counterfactual, gap, panel.first_after)
