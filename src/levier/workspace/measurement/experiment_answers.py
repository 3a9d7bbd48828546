"""Effects known from a randomised test alone: nothing was launched, or the metric has no series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from levier.forecasting.scoring_rules import expected_crps
from levier.impact.models.link import Link, LinkName
from levier.workspace.measurement.answered import Answer, MoneyDraws, value_draws
from levier.workspace.measurement.checks import as_check
from levier.workspace.measurement.effect_priors import pooled_forecast
from levier.workspace.measurement.grading import lowered, share_in_direction, verdict
from levier.workspace.measurement.intervals import interval
from levier.workspace.measurement.metric_scale import MetricScale
from levier.workspace.measurement.reasons import in_both
from levier.workspace.measurement.settling import settle_test
from levier.workspace.model import EffectScale
from levier.workspace.results import (
    CheckStatus,
    Design,
    Diagnostics,
    Effect,
    Forecast,
    Grade,
    ScaledInterval,
    Verdict,
    Window,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.impact.designs.randomised_experiment import Estimate
    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.tested import TestedEffect
    from levier.workspace.model import Decision, Expectation, Metric
    from levier.workspace.results import Check

_P90 = float(ndtri(0.9))


def experiment_answers(question: Question, tested: TestedEffect, *, in_total: bool) -> list[Answer]:
    """Report every treatment of one test; the value is that over the users of the test."""
    workspace, options = question.workspace, question.options
    metric, decision = workspace.metrics[tested.metric], workspace.decisions[tested.decision]
    pair = (tested.decision, tested.metric)
    expectations = [row for row in workspace.expectations if (row.decision, row.metric) == pair]
    generator = np.random.default_rng([options.seed, 2, *tested.decision.encode()])
    joint = tested.estimate.difference
    per_user = generator.multivariate_normal(
        joint.mean, joint.covariance, size=options.draws, method="cholesky"
    )
    value = value_draws(metric, options.seed, options.draws)
    answers = []
    for arm, comparison in enumerate(tested.estimate.comparisons):
        total = per_user[:, arm] * comparison.users
        money = None if value is None else total * value
        effect = _effect(
            tested, metric, decision, expectations, question.as_of, arm, in_total=in_total
        )
        effect = _with_totals(effect, total, comparison.users, money)
        answers.append(Answer(effect, None if money is None else MoneyDraws.plain(money)))
    return answers


def _with_totals(effect: Effect, total: np.ndarray, users: int, money: np.ndarray | None) -> Effect:
    return replace(
        effect,
        average=interval(total / users),
        cumulative=interval(total),
        money=None if money is None else interval(money),
        in_total=effect.in_total and money is not None,
    )


def _effect(
    tested: TestedEffect,
    metric: Metric,
    decision: Decision,
    expectations: Sequence[Expectation],
    as_of: date,
    arm: int,
    *,
    in_total: bool,
) -> Effect:
    comparison = tested.estimate.comparisons[arm]
    reported = comparison.relative or comparison.difference
    main = _interval(reported, relative=comparison.relative is not None)
    said = verdict(metric.direction, _simultaneous(reported, main))
    checks: tuple[Check, ...] = (as_check(tested.sample_ratio),)
    nothing = interval(np.zeros(1))
    positive = _probability_positive(comparison.difference)
    return Effect(
        decision=tested.decision,
        metric=tested.metric,
        arm=comparison.arm if tested.several else None,
        design=Design.EXPERIMENT,
        grade=lowered(Grade.A, checks),
        verdict=said,
        effect=main,
        without_forecast=None,
        average=nothing,
        cumulative=nothing,
        money=None,
        projection=None,
        in_total=in_total,
        probability_right_direction=share_in_direction(metric.direction, positive),
        window=_window(tested, decision, as_of),
        forecast=_scored(expectations, main),
        settling=settle_test(tested, arm, main.p50) if said is Verdict.NOT_PROVEN else None,
        diagnostics=Diagnostics(checks=checks, notes=_notes(tested, checks, in_total=in_total)),
    )


def _interval(estimate: Estimate, *, relative: bool) -> ScaledInterval:
    """Give the five quantiles; a relative effect is log-normal about its estimate."""
    low95, high95 = estimate.interval95
    if relative:
        centre = np.log1p(estimate.value)
        low, high = np.expm1(centre - _P90 * estimate.sd), np.expm1(centre + _P90 * estimate.sd)
        return ScaledInterval("relative", float(low), estimate.value, float(high), low95, high95)
    low, high = estimate.value - _P90 * estimate.sd, estimate.value + _P90 * estimate.sd
    return ScaledInterval("absolute", low, estimate.value, high, low95, high95)


def _simultaneous(estimate: Estimate, main: ScaledInterval) -> ScaledInterval:
    """Give the interval that holds for all treatments at once, from which the verdict is drawn."""
    low, high = estimate.simultaneous95
    return ScaledInterval(main.scale, main.p10, main.p50, main.p90, low, high)


def _probability_positive(difference: Estimate) -> float:
    return float(ndtr(difference.value / difference.sd)) if difference.sd else 0.5


def _window(tested: TestedEffect, decision: Decision, as_of: date) -> Window:
    starts = [arm.starts_on for arm in tested.arms if arm.starts_on is not None]
    ends = [arm.ends_on for arm in tested.arms if arm.ends_on is not None]
    first = min(starts, default=decision.starts_on)
    last = max(ends, default=max(first, min(decision.ends_on or as_of, as_of)))
    return Window(first, last, (last - first).days + 1)


def _scored(expectations: Sequence[Expectation], main: ScaledInterval) -> Forecast | None:
    """Score the forecasts made on the scale on which the test answers."""
    comparable = [row for row in expectations if row.scale is EffectScale(main.scale)]
    forecast = pooled_forecast(comparable, _plain_scale(), 1.0)
    if forecast is None:
        return None
    p10, p50, p90 = (forecast.quantile(level) for level in (0.1, 0.5, 0.9))
    sd = (main.high95 - main.low95) / 3.92
    authors = tuple(dict.fromkeys(row.author for row in comparable if row.mid is not None))
    inside = p10 <= main.p50 <= p90
    return Forecast(p10, p50, p90, authors, expected_crps(forecast, main.p50, sd), inside)


def _plain_scale() -> MetricScale:
    return MetricScale(Link(LinkName.LOG), 1.0, 1.0)


def _notes(
    tested: TestedEffect, checks: Sequence[Check], *, in_total: bool
) -> tuple[dict[str, str], ...]:
    notes = [in_both("notes.design_experiment_alone"), in_both("notes.tested_users")]
    if tested.several and tested.launched is None:
        notes.append(in_both("notes.several_arms"))
    failed = [check.name for check in checks if check.status is CheckStatus.FAILED]
    if failed:
        notes.append(in_both("notes.lowered", checks=", ".join(failed)))
    if not in_total:
        notes.append(in_both("notes.arms_not_summed"))
    return tuple(notes)
