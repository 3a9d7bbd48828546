"""What the workspace teaches about its own decisions and forecasts, and draws shrunk by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.calibration import learn_calibration
from levier.impact.models.contributions import EffectDraws
from levier.valuation.shrinkage import OrganisationPrior, organisation_prior, replace_prior
from levier.workspace.measurement.history import pooled_history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.forecasting.priors import ForecastCalibration
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.model import Workspace

_LEAST_TOLD = 0.02
"""Share of the precision that is always granted to the data, so that none is negative."""


def organisation_of(measured: Sequence[MeasuredMetric]) -> OrganisationPrior:
    """Learn what decisions here usually do, from effects measured without forecasts."""
    known = [found for metric in measured for _, *found in _told_by_data(metric)]
    estimates, sds = np.array(known).reshape(-1, 2).T
    return organisation_prior(estimates, sds)


@dataclass(frozen=True, slots=True)
class Pair:
    """A forecast and what was measured without it: relative, positive in the wanted direction."""

    decision: str
    forecast: float
    measured: float
    sd: float


@dataclass(frozen=True, slots=True)
class Belief:
    """How far forecasts come true here.

    Attributes
    ----------
    here
        The pairs measured in this workspace.
    past
        Those of its past forecasts.
    """

    here: tuple[Pair, ...]
    past: tuple[Pair, ...]

    def for_decision(self, decision: str) -> ForecastCalibration:
        """Give what the other decisions teach, of which this one's measurement is no part.

        Its own would be counted twice: once to calibrate its forecast, once beside it.
        """
        pairs = [
            (one.forecast, one.measured, one.sd)
            for one in (*self.here, *self.past)
            if one.decision != decision
        ]
        forecasts, estimates, sds = np.array(pairs).reshape(-1, 3).T
        return learn_calibration(forecasts, estimates, sds)


def belief_in_forecasts(
    measured: Sequence[MeasuredMetric], workspace: Workspace, day: date
) -> Belief:
    """Learn how far forecasts come true here, from effects measured without them by ``day``."""
    here = tuple(
        Pair(metric.effects[k].decision.id, forecast.mean * metric.wanted, estimate, sd)
        for metric in measured
        for k, estimate, sd in _told_by_data(metric)
        if (forecast := metric.forecasts[k]) is not None
    )
    past = pooled_history(workspace, day, {one.decision for one in here})
    return Belief(here, tuple(Pair(*one) for one in past))


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
