"""Effects known from comparisons between units, put into the joint answer of the whole metric."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.cut_posterior import cut_in
from levier.workspace.measurement.across_units.reading import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.impact.designs.interrupted_time_series import JointMeasurement
    from levier.workspace.measurement.metric_plan import MetricPlan
    from levier.workspace.measurement.metric_scale import ShiftPrior

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GivenEffects:
    """Average effects on the whole metric, on the scale of its series.

    Attributes
    ----------
    which
        (k,) True for the e decisions whose effect comes from a comparison between units.
    mean, covariance
        (e,) and (e, e).
    """

    which: NDArray[np.bool_]
    mean: Array
    covariance: Array

    def put_in(self, measured: JointMeasurement) -> JointMeasurement:
        """Give the joint answer with these effects as they are and the others following."""
        if not self.which.any():
            return measured
        posterior = measured.posterior
        mixture = cut_in(posterior.mixture, np.flatnonzero(self.which), self.mean, self.covariance)
        return replace(measured, posterior=replace(posterior, mixture=mixture))

    def combined_with(self, priors: Sequence[ShiftPrior], told: Sequence[bool]) -> GivenEffects:
        """Combine with the priors of the decisions that were forecast (precisions add)."""
        inside = np.flatnonzero(self.which).tolist()
        if not any(told[k] for k in inside):
            return self
        precision = np.array([1 / priors[k].variance if told[k] else 0.0 for k in inside])
        of_data = np.linalg.inv(self.covariance)
        covariance = np.linalg.inv(of_data + np.diag(precision))
        pull = of_data @ self.mean + precision * np.array([priors[k].mean for k in inside])
        return GivenEffects(self.which, covariance @ pull, covariance)


def given_effects(plan: MetricPlan) -> GivenEffects:
    """Carry the readings that answer to the whole metric (first-order errors).

    Effects read jointly on the same contrasts keep their covariance; other pairs are taken as
    independent, as they compare different units or different periods.
    """
    which = np.array([reading is not None for reading in plan.readings], dtype=bool)
    mean, slope = np.zeros(len(which)), np.zeros(len(which))
    for k, reading in enumerate(plan.readings):
        if reading is None:
            continue
        effect = plan.across.decisions[plan.effects[k].decision.id].effect
        about = reading.mean + reading.sd * np.array([-1.0, 0.0, 1.0])
        low, mean[k], high = effect.whole_shift(about, plan.scale.link)
        slope[k] = (high - low) / (2 * reading.sd)
    inside = np.flatnonzero(which)
    covariance = _covariance(plan, inside) * np.outer(slope[inside], slope[inside])
    return GivenEffects(which, mean[inside], covariance)


def _covariance(plan: MetricPlan, inside: NDArray[np.intp]) -> Array:
    """Give the covariance (e, e) of the full effects on the units."""
    readings = [plan.readings[k] for k in inside]
    covariance = np.diag([one.sd**2 for one in readings if one is not None])
    contrasts = plan.across.contrasts
    if contrasts is None:
        return covariance
    for i, first in enumerate(readings):
        for j, second in enumerate(readings):
            jointly = (
                first is not None
                and second is not None
                and first.method is second.method is Method.CONTRASTS
            )
            if i != j and jointly:
                names = (plan.effects[inside[i]].decision.id, plan.effects[inside[j]].decision.id)
                covariance[i, j] = contrasts.covariance(*names)
    return covariance
