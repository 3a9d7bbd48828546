"""The draws of every metric with its effects drawn towards what decisions here usually do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.contributions import EffectDraws
from levier.valuation.shrinkage import OrganisationPrior, organisation_prior, replace_prior

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.joint_metric import MeasuredMetric


def learn_from(measured: Sequence[MeasuredMetric]) -> OrganisationPrior:
    """Learn what decisions here usually do, from effects measured without forecasts."""
    estimates, sds = [], []
    for metric in measured:
        if not metric.scale.is_relative:
            continue
        mixture = metric.without_forecasts.posterior.mixture
        wide = metric.scale.wide().variance
        slope = metric.scale.slope() * _wanted(metric)
        for mean, variance in zip(mixture.mean, np.diag(mixture.covariance), strict=True):
            precision = max(1 / variance - 1 / wide, 0.02 / variance)
            estimates.append(mean / variance / precision / slope)
            sds.append(1 / np.sqrt(precision) / abs(slope))
    return organisation_prior(np.array(estimates), np.array(sds))


def shrink(metric: MeasuredMetric, prior: OrganisationPrior) -> EffectDraws:
    """Carry the draws of one metric to the prior of the organisation.

    Effects whose forecast or test already stands in for a prior keep it; those of which nothing
    was believed lose the wide one. Absolute effects, of which no common size is known, stay.
    """
    used = metric.answer is not metric.without_forecasts
    ignorant = np.array([not (used and forecast is not None) for forecast in metric.forecasts])
    if not metric.scale.is_relative or not ignorant.any():
        return metric.draws
    wide = metric.scale.wide().variance
    slope = metric.scale.slope()
    count = len(ignorant)
    old_variance = np.full(count, wide)
    new_variance = np.where(ignorant, (prior.sd * slope) ** 2, wide)
    new_mean = np.where(ignorant, prior.mean * slope * _wanted(metric), 0.0)
    mixture = metric.answer.posterior.mixture
    change = replace_prior(
        mixture.mean,
        mixture.covariance,
        (np.zeros(count), old_variance),
        (new_mean, new_variance),
    )
    return EffectDraws(change.carry(metric.draws.shifts), metric.draws.choices)


def _wanted(metric: MeasuredMetric) -> float:
    return 1.0 if metric.series.metric.direction == "up" else -1.0
