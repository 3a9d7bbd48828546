"""The whole measurement of one or a few treated units, with what this design does by default.

The estimator is synthetic difference-in-differences whatever the panel, so that nobody may choose
among answers: it asks for parallel paths where synthetic control asks for equal levels too, and its
weights shrink towards a plain comparison as the noise grows. The error is that of placebos on a
moderated scale, for one treated unit and for several alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr, stdtrit

from levier.impact.designs.synthetic_control.estimate import (
    Estimate,
    Estimator,
    synthetic_difference_in_differences,
)
from levier.impact.designs.synthetic_control.moderated_placebos import moderated_placebo_error
from levier.impact.designs.synthetic_control.placebo_in_space import (
    PlaceboInSpace,
    placebo_in_space,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.impact.designs.synthetic_control.panel import Panel

LEVEL = 0.95
RANKED = 199
"""Placebo groups ranked: p-values go down to 1 in 200."""


@dataclass(frozen=True, slots=True)
class SyntheticControlMeasurement:
    """What a decision did to the units that it reached.

    Attributes
    ----------
    estimate
        The effect per treated unit and period, the weights, the counterfactual and the gap.
    standard_error, degrees_of_freedom
        The effect less the truth, over the standard error, follows Student's law.
    interval95
        In the unit of the outcomes.
    p_value
        Chance of an effect as far from zero by chance alone; under 0.05 where the interval leaves
        zero out.
    placebo
        The rank of the treated units among all units, treated in their place: the second opinion,
        which assumes no law.
    fit
        Root mean square gap before, in standard deviations of the donors' changes from period to
        period: above 1 the donors follow worse than a unit follows itself.
    weights
        By donor, largest first, those above zero.
    """

    estimate: Estimate
    standard_error: float
    degrees_of_freedom: int
    interval95: tuple[float, float]
    p_value: float
    placebo: PlaceboInSpace
    fit: float
    weights: Mapping[str, float]

    @property
    def effect(self) -> float:
        """Average effect per treated unit and period after, in the unit of the outcomes."""
        return self.estimate.effect

    def quantile(self, chance: float) -> float:
        """Give the effect that the truth is below with this chance, in ]0, 1[."""
        return self.effect + float(stdtrit(self.degrees_of_freedom, chance)) * self.standard_error


def measure(
    panel: Panel, *, seed: int = 0, estimator: Estimator = synthetic_difference_in_differences
) -> SyntheticControlMeasurement:
    """Measure the effect on the treated units, its error, and how well they were followed.

    Parameters
    ----------
    panel
        What was measured, on the scale on which effects add up.
    seed
        Of the drawing of placebo groups, where several units are treated and groups are many.
    estimator
        For comparison only; the default is argued at the top of this file.

    Raises
    ------
    NotMeasurable
        As ``NotAPanel`` when too few donors would be left to compare placebos with.
    """
    estimate = estimator(panel)
    error = moderated_placebo_error(panel, estimate, estimator, seed=seed)
    freedom = error.degrees_of_freedom
    half = float(stdtrit(freedom, 0.5 + LEVEL / 2)) * error.standard_error
    return SyntheticControlMeasurement(
        estimate=estimate,
        standard_error=error.standard_error,
        degrees_of_freedom=freedom,
        interval95=(estimate.effect - half, estimate.effect + half),
        p_value=2 * float(stdtr(freedom, -abs(estimate.effect) / error.standard_error)),
        placebo=placebo_in_space(panel, seed=seed, estimator=estimator, most=RANKED),
        fit=estimate.error_before / panel.noise,
        weights=_by_name(panel, estimate),
    )


def _by_name(panel: Panel, estimate: Estimate) -> dict[str, float]:
    names = [name for name, reached in zip(panel.units, panel.treated, strict=True) if not reached]
    order = np.argsort(-estimate.donor_weights, kind="stable")
    return {
        names[one]: float(estimate.donor_weights[one])
        for one in order
        if estimate.donor_weights[one] > 0
    }
