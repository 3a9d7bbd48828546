"""Effects known from a randomised test alone: nothing was launched, or the metric has no series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from levier.forecasting.scoring_rules import expected_crps
from levier.impact.models.link import Link, LinkName
from levier.language import LANGUAGES, translate
from levier.workspace.measurement.answered import Answer, MoneyDraws, value_draws
from levier.workspace.measurement.checks import as_check
from levier.workspace.measurement.effect_priors import pooled_forecast
from levier.workspace.measurement.grading import lowered, share_in_direction, verdict
from levier.workspace.measurement.intervals import interval
from levier.workspace.measurement.metric_scale import MetricScale
from levier.workspace.measurement.reasons import in_both
from levier.workspace.measurement.settling import settle_test
from levier.workspace.measurement.tests_together import draws_per_unit, shrunk_together
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

Array = NDArray[np.float64]

_P90 = float(ndtri(0.9))


@dataclass(frozen=True, slots=True)
class LoneTest:
    """A test that answers by itself, and whether its value may enter the totals."""

    tested: TestedEffect
    in_total: bool


def said_of_tests(key: str, **fields: object) -> dict[str, str]:
    """Give the sentence of ``experiments.notes.<key>`` in every language."""
    return {
        language: translate(f"experiments.notes.{key}", language, **fields)
        for language in LANGUAGES
    }


def experiment_answers(question: Question, tests: Sequence[LoneTest]) -> list[Answer]:
    """Report every treatment of tests of one metric; the value is that over the users of the test.

    In the totals the tests are drawn towards what they have in common (``tests_together``); each
    is reported as it was measured.
    """
    tested = [one.tested for one in tests]
    draws = [draws_per_unit(question, one) for one in tested]
    shrunk = shrunk_together(question, tested, draws)
    return [
        answer
        for one, plain, drawn in zip(tests, draws, shrunk, strict=True)
        for answer in _answers(question, one, plain, drawn)
    ]


def _answers(question: Question, test: LoneTest, plain: Array, shrunk: Array) -> list[Answer]:
    workspace, tested = question.workspace, test.tested
    metric, decision = workspace.metrics[tested.metric], workspace.decisions[tested.decision]
    pair = (tested.decision, tested.metric)
    expectations = [row for row in workspace.expectations if (row.decision, row.metric) == pair]
    value = value_draws(metric, question.options.seed, question.options.draws)
    answers = []
    for arm, comparison in enumerate(tested.estimate.comparisons):
        total = plain[:, arm] * comparison.volume
        money = None
        if value is not None:
            measured, drawn = total * value, shrunk[:, arm] * comparison.volume * value
            money = MoneyDraws(measured, drawn, measured, drawn)
        effect = _effect(
            tested, metric, decision, expectations, question.as_of, arm, in_total=test.in_total
        )
        effect = _with_totals(effect, total, comparison.volume, money)
        answers.append(Answer(effect, money))
    return answers


def _with_totals(effect: Effect, total: Array, volume: float, money: MoneyDraws | None) -> Effect:
    return replace(
        effect,
        average=interval(total / volume),
        cumulative=interval(total),
        money=None if money is None else interval(money.reported),
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
    stretch = float(tested.estimate.stretch[arm])
    main = _interval(reported, stretch, relative=comparison.relative is not None)
    said = verdict(metric.direction, _simultaneous(reported, main))
    if not tested.comparable:
        said = Verdict.NOT_PROVEN
    checks = tuple(as_check(one) for one in tested.checks)
    nothing = interval(np.zeros(1))
    positive = _probability_positive(comparison.difference, stretch)
    unsettled = said is Verdict.NOT_PROVEN and tested.comparable
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
        in_total=in_total and tested.comparable,
        probability_right_direction=share_in_direction(metric.direction, positive),
        window=_window(tested, decision, as_of),
        forecast=_scored(expectations, main),
        settling=settle_test(tested, arm, main.p50) if unsettled else None,
        diagnostics=Diagnostics(checks=checks, notes=_notes(tested, checks, in_total=in_total)),
    )


def _interval(estimate: Estimate, stretch: float, *, relative: bool) -> ScaledInterval:
    """Give the five quantiles; a relative effect is log-normal about its estimate."""
    low95, high95 = estimate.interval95
    half = _P90 * stretch * estimate.sd
    if relative:
        centre = np.log1p(estimate.value)
        low, high = np.expm1(centre - half), np.expm1(centre + half)
        return ScaledInterval("relative", float(low), estimate.value, float(high), low95, high95)
    low, high = estimate.value - half, estimate.value + half
    return ScaledInterval("absolute", low, estimate.value, high, low95, high95)


def _simultaneous(estimate: Estimate, main: ScaledInterval) -> ScaledInterval:
    """Give the interval that holds for all treatments at once, from which the verdict is drawn."""
    low, high = estimate.simultaneous95
    return ScaledInterval(main.scale, main.p10, main.p50, main.p90, low, high)


def _probability_positive(difference: Estimate, stretch: float) -> float:
    return float(ndtr(difference.value / difference.sd / stretch)) if difference.sd else 0.5


def _window(tested: TestedEffect, decision: Decision, as_of: date) -> Window:
    starts = [arm.starts_on for arm in tested.arms if arm.starts_on is not None]
    lasts = [arm.ends_on or arm.looked_on for arm in tested.arms]
    ends = [last for last in lasts if last is not None]
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
    if any(check.status is CheckStatus.FAILED for check in checks):
        notes.append(in_both("notes.lowered"))
    if not tested.comparable:
        notes.append(said_of_tests("arms_differed"))
    if not in_total:
        notes.append(in_both("notes.arms_not_summed"))
    return tuple(notes)
