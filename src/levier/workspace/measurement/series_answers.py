"""From the joint measurement of one metric to the effect of each decision on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.forecasting.scoring_rules import expected_crps
from levier.impact.checks.power import check_power
from levier.impact.checks.prior_sensitivity import check_prior_sensitivity
from levier.impact.models.contributions import (
    EffectDraws,
    cumulative_contributions,
    relative_effect,
)
from levier.workspace.measurement.across_units.notes import design_notes
from levier.workspace.measurement.across_units.settling import settle_units
from levier.workspace.measurement.across_units.unit_answers import score_on_units
from levier.workspace.measurement.answered import DAYS_IN_YEAR, Answer, MoneyDraws, value_draws
from levier.workspace.measurement.checks import (
    agreement_of_designs,
    as_check,
    correlations,
    series_checks,
)
from levier.workspace.measurement.designs_side_by_side import (
    other_designs,
    reached_units_of,
    series_grade,
    told_on_units,
)
from levier.workspace.measurement.grading import lowered, share_in_direction, verdict
from levier.workspace.measurement.intervals import PROBABILITIES, interval, scaled
from levier.workspace.measurement.learned_from_all import shrink
from levier.workspace.measurement.planned_effects import window_dates
from levier.workspace.measurement.reasons import in_both
from levier.workspace.measurement.settling import settle_series
from levier.workspace.results import (
    Check,
    CheckStatus,
    Design,
    Diagnostics,
    Effect,
    Forecast,
    Grade,
    Verdict,
    Window,
)

if TYPE_CHECKING:
    from levier.valuation.shrinkage import OrganisationPrior
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.measurement.question import MeasureOptions
    from levier.workspace.measurement.tested import TestedEffect
    from levier.workspace.results import ScaledInterval, Settling

Array = NDArray[np.float64]

_DAYS_IN_MONTH = 30.4
_BETWEEN_UNITS = (Design.ROLLOUT, Design.SYNTHETIC_CONTROL)
_TALKS_ENOUGH = 0.5


def series_answers(
    measured: MeasuredMetric, organisation: OrganisationPrior, options: MeasureOptions
) -> list[Answer]:
    """Report every decision measured on one metric."""
    totals = totals_of(measured, measured.draws)
    value = value_draws(measured.series.metric, options.seed, options.draws)
    money = None if value is None else _four_ways(measured, organisation, totals, value)
    checks = series_checks(measured)
    answers = []
    for k, test in enumerate(measured.tests):
        reported = _effect(measured, k, totals[:, k], value, checks[k], test)
        answers.append(Answer(reported, None if money is None else money[k]))
    return answers


def _four_ways(
    measured: MeasuredMetric, organisation: OrganisationPrior, totals: Array, value: Array
) -> list[MoneyDraws]:
    """Give the money of every decision with and without forecasts, shrunk and not."""
    data_shrunk = totals_of(measured, shrink(measured, organisation, with_forecasts=False))
    shrunk, data = data_shrunk, totals
    if measured.used_forecasts:
        shrunk = totals_of(measured, shrink(measured, organisation, with_forecasts=True))
        data = totals_of(measured, measured.draws_without)
    return [
        MoneyDraws(*(way[:, k] * value for way in (totals, shrunk, data, data_shrunk)))
        for k in range(len(measured.effects))
    ]


def totals_of(measured: MeasuredMetric, draws: EffectDraws) -> Array:
    """Give draws (d, k) of what each decision brought over its window, in units."""
    return cumulative_contributions(
        measured.scores,
        measured.scale.link,
        draws,
        measured.columns,
        measured.windows,
        measured.weights,
    )


def effect_quantiles(measured: MeasuredMetric, k: int, *, with_forecasts: bool) -> ScaledInterval:
    """Give the average effect of one decision, relative where the level allows it."""
    joint = measured.answer if with_forecasts else measured.without_forecasts
    shifts = joint.posterior.mixture.marginal(k).quantiles(PROBABILITIES)
    if measured.readings[k] is not None:
        return told_on_units(measured, k, shifts)
    if not measured.scale.is_relative:
        return scaled(shifts, relative=False)
    column = measured.columns[k][:, joint.choice[k]]
    values = relative_effect(
        measured.scores, measured.scale.link, column, measured.windows[k], shifts, measured.weights
    )
    return scaled(values, relative=True)


def _effect(
    measured: MeasuredMetric,
    k: int,
    total: Array,
    value: Array | None,
    checks: tuple[Check, ...],
    test: TestedEffect | None,
) -> Effect:
    planned, metric = measured.effects[k], measured.series.metric
    main = effect_quantiles(measured, k, with_forecasts=True)
    alone = effect_quantiles(measured, k, with_forecasts=False)
    said = verdict(metric.direction, main, alone)
    others = other_designs(measured, k, alone)
    checks = checks + _more_checks(measured, k, main, alone, test)
    # What the test and the series say of one another is a check of its own.
    checks += agreement_of_designs(
        [one for one in others if test is None or one.design in _BETWEEN_UNITS]
    )
    positive = 1 - measured.answer.posterior.mixture.marginal(k).cdf(0.0)
    first, last = window_dates(measured.series.index, planned)
    return Effect(
        decision=planned.decision.id,
        metric=metric.id,
        arm=None if test is None or not test.several else _launched_arm(test),
        design=_design(measured, k, test),
        grade=lowered(_best_grade(measured, k, test), checks),
        verdict=said,
        effect=main,
        without_forecast=alone
        if measured.used_forecasts and measured.forecasts[k] is not None
        else None,
        average=interval(total / planned.periods),
        cumulative=interval(total),
        money=None if value is None else interval(total * value),
        projection=None if value is None else interval(_next_year(measured, k, total) * value),
        in_total=value is not None,
        probability_right_direction=share_in_direction(metric.direction, positive),
        window=Window(first, last, planned.periods),
        forecast=_scored(measured, k, alone),
        settling=_settling(measured, k, alone) if said is Verdict.NOT_PROVEN else None,
        diagnostics=_diagnostics(measured, k, checks, test),
        reached=reached_units_of(measured, k),
        other_designs=others,
    )


def _design(measured: MeasuredMetric, k: int, test: TestedEffect | None) -> Design:
    if test is not None:
        return Design.EXPERIMENT
    reading = measured.readings[k]
    return Design.SERIES if reading is None else reading.design


def _best_grade(measured: MeasuredMetric, k: int, test: TestedEffect | None) -> Grade:
    if test is not None:
        return Grade.A
    return series_grade(measured) if measured.readings[k] is None else Grade.B


def _settling(measured: MeasuredMetric, k: int, alone: ScaledInterval) -> Settling:
    if measured.readings[k] is not None:
        return settle_units(alone)
    return settle_series(measured, k, alone.p50)


def _launched_arm(test: TestedEffect) -> str:
    return test.estimate.comparisons[test.launched or 0].arm


def _next_year(measured: MeasuredMetric, k: int, total: Array) -> Array:
    """Project what the effect brings in the year after, if it goes on as declared."""
    first, last = window_dates(measured.series.index, measured.effects[k])
    per_day = total / ((last - first).days + 1)
    return per_day * DAYS_IN_YEAR * measured.effects[k].year_after


def _scored(measured: MeasuredMetric, k: int, alone: ScaledInterval) -> Forecast | None:
    """Score the forecast against the measurement made without it."""
    forecast, effect = measured.forecasts[k], measured.effects[k]
    if measured.across.panel is not None and measured.readings[k] is not None:
        between = measured.across.decisions[effect.decision.id]
        return score_on_units(measured.across.panel, between, effect.expectations, alone)
    if forecast is None:
        return None
    p10, p50, p90 = (forecast.quantile(level) for level in (0.1, 0.5, 0.9))
    sd = (alone.high95 - alone.low95) / 3.92
    authors = tuple(dict.fromkeys(row.author for row in effect.expectations if row.mid is not None))
    return Forecast(
        p10, p50, p90, authors, expected_crps(forecast, alone.p50, sd), p10 <= alone.p50 <= p90
    )


def _more_checks(
    measured: MeasuredMetric,
    k: int,
    main: ScaledInterval,
    alone: ScaledInterval,
    test: TestedEffect | None,
) -> tuple[Check, ...]:
    checks: list[Check] = []
    if test is not None:
        checks += [as_check(one) for one in test.checks]
    spread = (alone.high95 - alone.low95) / 3.92
    checks.append(as_check(check_power(spread, relative=alone.scale == "relative")))
    if measured.used_forecasts and measured.forecasts[k] is not None:
        carried = _excludes_zero(main) and not _excludes_zero(alone)
        result = check_prior_sensitivity(main.p50, alone.p50, spread, carried=carried)
        checks.append(as_check(result))
    return tuple(checks)


def _excludes_zero(one: ScaledInterval) -> bool:
    return one.low95 > 0 or one.high95 < 0


def _diagnostics(
    measured: MeasuredMetric, k: int, checks: tuple[Check, ...], test: TestedEffect | None
) -> Diagnostics:
    joint = measured.without_forecasts
    posterior_variance = float(joint.posterior.mixture.covariance[k, k])
    contraction = 1 - posterior_variance / float(measured.scale.wide().variance)
    node = joint.fit.kept[joint.fit.best]
    step = float(joint.fit.nodes.level_ratio[node]) * np.sqrt(
        joint.fit.noise_variance[joint.fit.best]
    )
    index = measured.series.index
    days = float(np.median(np.diff(index.first_days)))
    floor = float(step * np.sqrt(_DAYS_IN_MONTH / days))
    return Diagnostics(
        contraction=contraction,
        correlated_with=correlations(measured, k),
        shapes=_shape_weights(measured, k),
        date_shifts=_shift_weights(measured, k),
        masked=measured.masked[k],
        cleaned=int(joint.touched.sum()),
        noise_floor=floor / measured.scale.slope() if measured.scale.is_relative else floor,
        checks=checks,
        notes=_notes(measured, k, checks, test, contraction),
    )


def _shape_weights(measured: MeasuredMetric, k: int) -> dict[str, float]:
    weights: dict[str, float] = {}
    for candidate, weight in zip(
        measured.effects[k].candidates, measured.without_forecasts.posterior.weights[k], strict=True
    ):
        weights[candidate.shape.label] = weights.get(candidate.shape.label, 0.0) + float(weight)
    return weights


def _shift_weights(measured: MeasuredMetric, k: int) -> dict[str, float]:
    weights: dict[int, float] = {}
    for candidate, weight in zip(
        measured.effects[k].candidates, measured.without_forecasts.posterior.weights[k], strict=True
    ):
        weights[candidate.shift] = weights.get(candidate.shift, 0.0) + float(weight)
    return {f"{shift:+d}" if shift else "0": weights[shift] for shift in sorted(weights)}


def _notes(
    measured: MeasuredMetric,
    k: int,
    checks: tuple[Check, ...],
    test: TestedEffect | None,
    contraction: float,
) -> tuple[dict[str, str], ...]:
    controls, reading = len(measured.series.metric.controls), measured.readings[k]
    if reading is not None:
        between = measured.across.decisions[measured.effects[k].decision.id]
        return design_notes(reading, between.stronger_than(reading), checks, alone=False)
    if test is not None:
        notes = [in_both("notes.design_experiment")]
    elif controls:
        notes = [in_both("notes.design_series_controls", count=controls)]
    else:
        notes = [in_both("notes.design_series_alone")]
    if any(check.status is CheckStatus.FAILED for check in checks):
        notes.append(in_both("notes.lowered"))
    if measured.masked[k]:
        notes.append(in_both("notes.masked", count=measured.masked[k]))
    touched = int(measured.without_forecasts.touched.sum())
    if touched:
        notes.append(in_both("notes.cleaned", count=touched))
    if contraction < _TALKS_ENOUGH:
        notes.append(in_both("notes.prior_driven"))
    return tuple(notes)
