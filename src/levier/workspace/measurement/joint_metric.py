"""All decisions on one metric measured together: the series, the masks, the two answers, draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.designs.interrupted_time_series import (
    Interventions,
    JointMeasurement,
    SeriesToMeasure,
    measure_jointly,
)
from levier.impact.models.contributions import EffectDraws
from levier.impact.models.regression_design import Part
from levier.workspace.measurement.across_units.given_effects import GivenEffects, given_effects
from levier.workspace.measurement.effect_priors import (
    combined,
    forecast_prior,
    pooled_forecast,
    stated_forecasts,
)
from levier.workspace.measurement.known_causes import known_causes, not_believed
from levier.workspace.measurement.level_centres import LEVEL_CENTRES
from levier.workspace.measurement.masked_periods import mask
from levier.workspace.model import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.forecasting.pooling import OpinionPool
    from levier.workspace.measurement.across_units.choosing import AcrossUnits
    from levier.workspace.measurement.across_units.reading import UnitReading
    from levier.workspace.measurement.belief import Belief, StatedForecast
    from levier.workspace.measurement.metric_plan import MetricPlan
    from levier.workspace.measurement.metric_scale import MetricScale, ShiftPrior
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.planned_effects import PlannedEffect
    from levier.workspace.measurement.question import MeasureOptions, Question
    from levier.workspace.measurement.tested import TestedEffect

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MeasuredMetric:
    """The answer for one metric.

    Attributes
    ----------
    series, scale
        The metric and how it was analysed.
    effects
        The k decisions, in the order of the joint posterior.
    forecasts
        The pooled forecast of each, None where nobody made one.
    to_measure
        The series as the engine took it, masks included.
    tests, evidence
        The randomised test of each that entered, and what it says as a shift; None without.
    across, readings
        What comparisons between units say, and for each effect the one that answers; None where
        another design does.
    given
        The effects that come from comparisons between units, as shifts of the whole metric.
    answer, without_forecasts
        The joint measurement with the forecasts as priors, and without; the same object when
        no forecast was used. Given effects are as given.
    series_alone
        The same without forecasts, before the given effects were put in.
    scores
        (T,) the series on the scale of the analysis, gaps filled by the fit.
    weights
        (T,) denominators, or ones.
    masked
        Periods left out before each decision because they may have triggered it.
    draws, draws_without
        Joint draws of the two answers.
    """

    series: MetricSeries
    scale: MetricScale
    effects: tuple[PlannedEffect, ...]
    forecasts: tuple[OpinionPool | None, ...]
    tests: tuple[TestedEffect | None, ...]
    evidence: tuple[ShiftPrior | None, ...]
    across: AcrossUnits
    readings: tuple[UnitReading | None, ...]
    given: GivenEffects
    to_measure: SeriesToMeasure
    answer: JointMeasurement
    without_forecasts: JointMeasurement
    series_alone: JointMeasurement
    scores: Array
    weights: Array
    masked: tuple[int, ...]
    draws: EffectDraws
    draws_without: EffectDraws

    @property
    def columns(self) -> tuple[Array, ...]:
        """For each decision, (T, c) its candidates."""
        return tuple(effect.candidate_set.columns for effect in self.effects)

    @property
    def windows(self) -> tuple[slice, ...]:
        """For each decision, the periods measured."""
        return tuple(effect.window for effect in self.effects)

    @property
    def stated(self) -> tuple[tuple[StatedForecast, ...], ...]:
        """For each decision, what each author says of its relative effect."""
        return tuple(
            stated_forecasts(effect.expectations, forecast, self.scale, effect.decision)
            for effect, forecast in zip(self.effects, self.forecasts, strict=True)
        )

    @property
    def wanted(self) -> float:
        """The way the metric should go: 1 or -1."""
        return 1.0 if self.series.metric.direction is Direction.UP else -1.0

    @property
    def used_forecasts(self) -> bool:
        """Whether the answer has forecasts as priors."""
        return self.answer is not self.without_forecasts

    def chosen_column(self, decision: int) -> Array:
        """Give the most probable column (T,) of one decision."""
        return self.columns[decision][:, self.answer.choice[decision]]


def measure_metric(question: Question, plan: MetricPlan) -> MeasuredMetric:
    """Measure the decisions on one metric, their forecasts left out."""
    workspace, series, scale = question.workspace, plan.series, plan.scale
    believed = np.isfinite(series.values) & ~not_believed(workspace.periods, series)
    target = np.zeros(len(series.values))
    target[believed] = scale.link.forward(series.values[believed])
    usable, masked = mask(question, plan, believed)
    to_measure = SeriesToMeasure(
        target,
        usable,
        known_causes(workspace, series, question.series, scale.spread),
        scale.spread,
        LEVEL_CENTRES[series.metric.grain],
    )
    evidence = _evidence(plan.tests, scale)
    alone = _interventions(plan.effects, [scale.wide() for _ in plan.effects], evidence)
    series_alone = measure_jointly(to_measure, alone)
    given = given_effects(plan)
    without = given.put_in(series_alone)
    draws = _draw(without, series.metric.id, question.options)
    return MeasuredMetric(
        series=series,
        scale=scale,
        effects=plan.effects,
        forecasts=tuple(
            pooled_forecast(effect.expectations, scale, effect.dilution) for effect in plan.effects
        ),
        tests=plan.tests,
        evidence=evidence,
        across=plan.across,
        readings=plan.readings,
        given=given,
        to_measure=to_measure,
        answer=without,
        without_forecasts=without,
        series_alone=series_alone,
        scores=_fitted_over_gaps(target, believed, without),
        weights=np.ones(len(target)) if series.weights is None else series.weights,
        masked=masked,
        draws=draws,
        draws_without=draws,
    )


def with_forecasts(
    measured: MeasuredMetric, belief: Belief, options: MeasureOptions
) -> MeasuredMetric:
    """Measure again with the forecasts as priors, believed as far as the others came true."""
    if all(forecast is None for forecast in measured.forecasts):
        return measured
    priors = [
        forecast_prior(stated, measured.scale, measured.wanted, belief, effect.decision.id)
        for stated, effect in zip(measured.stated, measured.effects, strict=True)
    ]
    asked = _interventions(measured.effects, priors, measured.evidence)
    known = measured.given.combined_with(priors, [one is not None for one in measured.forecasts])
    answer = known.put_in(measure_jointly(measured.to_measure, asked))
    draws = _draw(answer, measured.series.metric.id, options)
    return replace(measured, answer=answer, draws=draws)


def _evidence(
    tests: Sequence[TestedEffect | None], scale: MetricScale
) -> tuple[ShiftPrior | None, ...]:
    return tuple(None if test is None else test.evidence(scale) for test in tests)


def _interventions(
    effects: Sequence[PlannedEffect],
    priors: Sequence[ShiftPrior],
    evidence: Sequence[ShiftPrior | None],
) -> Interventions:
    mean, variance = combined(priors, evidence)
    return Interventions(tuple(effect.candidate_set for effect in effects), mean, variance)


def _draw(measured: JointMeasurement, metric: str, options: MeasureOptions) -> EffectDraws:
    """Draw the average effects and shapes jointly; the same metric and seed give the same draws."""
    generator = np.random.default_rng([options.seed, *metric.encode()])
    mixture = measured.posterior.mixture
    uniforms = generator.uniform(size=(options.draws, 1 + mixture.means.shape[1]))
    shifts, component = mixture.draws(uniforms)
    return EffectDraws(shifts, measured.posterior.choices[component])


def _fitted_over_gaps(
    target: Array, believed: NDArray[np.bool_], measured: JointMeasurement
) -> Array:
    """Give the series with unbelieved periods replaced by what the fit expects there."""
    missing = np.array([part is Part.MISSING for part in measured.background.parts])
    coefficients = measured.fit.coefficients(measured.fit.best)[: len(missing)]
    expected = measured.cleaned - measured.background.columns[:, missing] @ coefficients[missing]
    return np.where(believed, target, expected)
