"""What decisions like this one did: the outcome to expect before anybody's forecast.

    measured_i ~ N(theta_c, within^2 + v_i),   theta_c ~ N(mu, between^2),   mu ~ N(0, 1)

The classes (the kinds of decision) are drawn towards the whole, the harder the fewer their members
and the more alike classes are; both spreads are summed over on a grid, and the error of every
measurement (v_i) is taken out (Gelman et al., 2013, *Bayesian Data Analysis*, section 5.4). Taking
this outside view is from Kahneman and Tversky (1979), *Intuitive prediction: biases and corrective
procedures*, TIMS Studies in Management Science 12, 313-327.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.gaussian_mixture import mixture
from levier.forecasting.regression_grid import log_half_normal, mesh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.forecasting.gaussian_mixture import GaussianMixture

    Array = NDArray[np.float64]

ALL = ""
"""The name of the class that holds every case."""
LEAST_MEMBERS = 5
"""Below it a class does not speak for itself and its parent answers."""
_WITHIN = np.geomspace(0.002, 0.6, 20)
_BETWEEN = np.geomspace(0.002, 0.3, 12)
_WITHIN_SCALE, _BETWEEN_SCALE = 0.1, 0.05
_WIDE = 1.0


class NoClass(StrEnum):
    """Why there is no reference class."""

    TOO_FEW = "too_few"
    """Fewer than five cases in the class and in all."""


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """The outcome of one more case of a class.

    Attributes
    ----------
    asked, used
        The class asked for, and the one that answers: its parent (``ALL``) when it has fewer than
        five members.
    members
        Of the class that answers.
    outcome
        Of one more case: its effect itself, free of the error of measurement.
    """

    asked: str
    used: str
    members: int
    outcome: GaussianMixture

    @property
    def climbed(self) -> bool:
        """Whether the parent answers for the class."""
        return self.asked != self.used


def reference_class(
    asked: str, measured: Array, sds: Array, classes: Sequence[str]
) -> ReferenceClass | NoClass:
    """Say what cases like this one did.

    Parameters
    ----------
    asked
        The class of the new case.
    measured, sds, classes
        (n,) relative effects of the past cases, positive when wanted, their standard errors and
        their classes.
    """
    if len(measured) < LEAST_MEMBERS:
        return NoClass.TOO_FEW
    members = list(classes).count(asked) if asked else 0
    within, between = mesh([_WITHIN, _BETWEEN])
    precision, centre = _by_class(measured, sds, classes, within)
    spread = between[:, None] ** 2 + 1 / precision
    weights = 1 / spread
    variance = 1 / (weights.sum(axis=1) + _WIDE**-2)
    mean = variance * (weights * centre).sum(axis=1)
    log_weights = _log_evidence(measured, sds, within)
    log_weights += 0.5 * np.log(variance) - 0.5 * (
        (np.log(spread) + centre**2 / spread).sum(axis=1) - mean**2 / variance
    )
    log_weights += 0.5 * np.log(1 / precision).sum(axis=1)
    log_weights += 0.5 * (precision * centre**2).sum(axis=1)
    log_weights += log_half_normal(within, _WITHIN_SCALE) + log_half_normal(between, _BETWEEN_SCALE)
    if members < LEAST_MEMBERS:
        sd = np.sqrt(variance + between**2 + within**2)
        return ReferenceClass(asked, ALL, len(measured), mixture(log_weights, mean, sd))
    place = sorted(set(classes)).index(asked)
    # Given mu, the class's own mean is drawn between its members' and mu.
    pull = (1 / precision[:, place]) / spread[:, place]
    own = (1 - pull) * centre[:, place] + pull * mean
    own_variance = between**2 * pull + pull**2 * variance
    sd = np.sqrt(own_variance + within**2)
    return ReferenceClass(asked, asked, members, mixture(log_weights, own, sd))


def _by_class(
    measured: Array, sds: Array, classes: Sequence[str], within: Array
) -> tuple[Array, Array]:
    """Give the precision (g, classes) and the value of each class's mean at each node."""
    names = sorted(set(classes))
    member = np.array([[one == name for name in names] for one in classes], dtype=np.float64)
    strength = 1 / (within[:, None] ** 2 + sds**2)
    precision = strength @ member
    return precision, (strength * measured) @ member / precision


def _log_evidence(measured: Array, sds: Array, within: Array) -> Array:
    """Give the part of the log evidence (g,) that no class's mean enters."""
    variance = within[:, None] ** 2 + sds**2
    return np.asarray(-0.5 * (np.log(variance) + measured**2 / variance).sum(axis=1))
