"""What the workspace teaches about its own decisions and forecasts, and draws shrunk by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.contributions import EffectDraws
from levier.valuation.shrinkage import OrganisationPrior, organisation_prior, replace_prior
from levier.workspace.measurement.belief import Belief, Pair, turned
from levier.workspace.measurement.history import pairs_of_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.model import Workspace

_LEAST_TOLD = 0.02
"""Share of the precision that is always granted to the data, so that none is negative."""


def organisation_of(measured: Sequence[MeasuredMetric]) -> OrganisationPrior:
    """Learn what decisions here usually do, from effects measured without forecasts."""
    known = [found for metric in measured for _, *found in _told_by_data(metric)]
    estimates, sds = np.array(known).reshape(-1, 2).T
    return organisation_prior(estimates, sds)


def belief_in_forecasts(
    measured: Sequence[MeasuredMetric], workspace: Workspace, day: date
) -> Belief:
    """Gather what forecasts came to, from effects measured without them by ``day``."""
    here = tuple(pair for metric in measured for pair in _pairs_of(metric))
    return Belief(here, pairs_of_history(workspace, day, {one.decision for one in here}))


def _pairs_of(metric: MeasuredMetric) -> Iterator[Pair]:
    for k, estimate, sd in _told_by_data(metric):
        decision = metric.effects[k].decision
        for one in metric.stated[k]:
            forecast = turned(one.forecast, metric.wanted)
            outcome = f"{decision.id}/{metric.series.metric.id}"
            yield Pair(
                decision.id, one.groups, outcome, forecast.mean, forecast.variance, estimate, sd
            )


def _told_by_data(metric: MeasuredMetric) -> list[tuple[int, float, float]]:
    """Give number, relative effect in the wanted direction and standard error, prior taken out."""
    if not metric.scale.is_relative:
        return []
    mixture = metric.without_forecasts.posterior.mixture
    wide, unit = metric.scale.wide().variance, metric.scale.slope() * metric.wanted
    told = []
    for k, (mean, variance) in enumerate(
        zip(mixture.mean, np.diag(mixture.covariance), strict=True)
    ):
        precision = max(1 / variance - 1 / wide, _LEAST_TOLD / variance)
        told.append((k, mean / variance / precision / unit, precision**-0.5 / abs(unit)))
    return told


def shrink(
    metric: MeasuredMetric, prior: OrganisationPrior, *, with_forecasts: bool
) -> EffectDraws:
    """Carry the draws of one metric to the prior of the organisation.

    An effect whose forecast serves as its prior keeps it; the others lose the wide one. Absolute
    effects, of which no common size is known, stay.
    """
    use = with_forecasts and metric.used_forecasts
    draws = metric.draws if use else metric.draws_without
    ignorant = np.array([not use or forecast is None for forecast in metric.forecasts])
    if not metric.scale.is_relative or not ignorant.any():
        return draws
    mixture = (metric.answer if use else metric.without_forecasts).posterior.mixture
    change = replace_prior(
        mixture.mean,
        mixture.covariance,
        np.full(len(ignorant), metric.scale.wide().variance),
        prior,
        np.where(ignorant, metric.scale.slope() * metric.wanted, 0.0),
    )
    return EffectDraws(change.carry(draws.shifts), draws.choices)
