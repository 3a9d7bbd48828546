"""Holdouts: users from whom several decisions are held back, so that all are measured together.

The sum of the parts and the whole are the same money seen twice. The parts say more, so that they
are what is added up where there are any; the whole says whether they add up rightly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.holdout_agreement import Gaussian, check_holdout_agreement
from levier.workspace.measurement.checks import as_check
from levier.workspace.measurement.counted_once import ancestors
from levier.workspace.measurement.experiment_answers import said_of_tests
from levier.workspace.measurement.grading import lowered
from levier.workspace.measurement.reasons import Reason
from levier.workspace.results import CheckStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.answered import Answer
    from levier.workspace.measurement.found import Found
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.measurement.question import Pair, Question
    from levier.workspace.measurement.tested import TestedEffect
    from levier.workspace.results import Check, Effect


def refuse_untested_holdouts(question: Question, found: Found) -> None:
    """Note the holdouts of which something was expected and no test is there."""
    pairs = {(row.decision, row.metric): None for row in question.workspace.expectations}
    for pair in pairs:
        untested = pair not in question.tests and not found.refused(pair)
        if question.is_holdout(pair[0]) and untested:
            found.refuse(pair, Reason.NO_EXPERIMENT)


def compare_holdouts(
    question: Question, measured: Sequence[MeasuredMetric], answers: Sequence[Answer]
) -> list[Answer]:
    """Compare each holdout with the sum of its parts, and keep it out of what holds them already.

    Of holdouts that share a decision the one that covers most is counted, unless parts are.
    """
    counted = {
        (answer.effect.decision, answer.effect.metric)
        for answer in answers
        if answer.effect.in_total and not question.is_holdout(answer.effect.decision)
    }
    holdouts = [answer for answer in answers if question.is_holdout(answer.effect.decision)]
    told: dict[int, Answer] = {}
    for answer in sorted(holdouts, key=lambda one: _rank(question, one)):
        settled = _settled(question, measured, answer, counted)
        if settled.effect.in_total:
            covers = question.workspace.decisions[answer.effect.decision].covers
            counted |= {(member, answer.effect.metric) for member in covers}
        told[id(answer)] = settled
    return [told.get(id(answer), answer) for answer in answers]


def _rank(question: Question, answer: Answer) -> tuple[int, str]:
    decision = question.workspace.decisions[answer.effect.decision]
    return -len(decision.covers), decision.id


def _settled(
    question: Question, measured: Sequence[MeasuredMetric], answer: Answer, counted: set[Pair]
) -> Answer:
    effect = answer.effect
    check = _agreement(question, measured, effect)
    if check is not None:
        effect = _with_check(effect, check)
    covers = question.workspace.decisions[effect.decision].covers
    related = _related(question, effect.metric)
    already = [one for one in covers if any((one, metric) in counted for metric in related)]
    if effect.in_total and already:
        note = said_of_tests("holdout_of_counted", decisions=", ".join(already))
        effect = replace(_with_note(effect, note), in_total=False)
    return replace(answer, effect=effect)


def _related(question: Question, metric: str) -> set[str]:
    """Give the metrics whose money holds, or is held by, that of one of them."""
    workspace = question.workspace
    below = {name for name in workspace.metrics if metric in ancestors(workspace, name)}
    return {metric, *ancestors(workspace, metric), *below}


def _with_check(effect: Effect, check: Check) -> Effect:
    diagnostics = replace(effect.diagnostics, checks=(*effect.diagnostics.checks, check))
    told = replace(effect, diagnostics=diagnostics)
    if check.status is not CheckStatus.FAILED:
        return told
    lowered_grade = replace(told, grade=lowered(effect.grade, (check,)))
    return _with_note(lowered_grade, said_of_tests("holdout_disagrees"))


def _with_note(effect: Effect, note: dict[str, str]) -> Effect:
    notes = (*effect.diagnostics.notes, note)
    return replace(effect, diagnostics=replace(effect.diagnostics, notes=notes))


def _agreement(
    question: Question, measured: Sequence[MeasuredMetric], effect: Effect
) -> Check | None:
    """Compare the whole with its parts on the logarithm of the metric; None without either."""
    whole = _by_test(question.tests[effect.decision, effect.metric], effect.arm)
    parts = _parts(question, measured, effect)
    if whole is None or not parts.found:
        return None
    total = Gaussian(parts.mean, float(np.sqrt(parts.variance)))
    return as_check(check_holdout_agreement(whole, total, parts.missing))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The sum of the parts that were measured: how many, mean, variance; how many were not."""

    found: int
    mean: float
    variance: float
    missing: int


def _parts(question: Question, measured: Sequence[MeasuredMetric], effect: Effect) -> _Parts:
    """Add up the effects of the decisions held back, with what correlates their errors."""
    covers = question.workspace.decisions[effect.decision].covers
    joint = next((one for one in measured if one.series.metric.id == effect.metric), None)
    on_series: dict[str, int] = {}
    mean = variance = 0.0
    if joint is not None and joint.scale.is_relative:
        on_series = {one.decision.id: k for k, one in enumerate(joint.effects)}
        places = [on_series[one] for one in covers if one in on_series]
        mixture, slope = joint.without_forecasts.posterior.mixture, joint.scale.slope()
        mean += float(mixture.mean[places].sum()) / slope
        variance += float(mixture.covariance[np.ix_(places, places)].sum()) / slope**2
    tests = [question.tests.get((one, effect.metric)) for one in covers if one not in on_series]
    alone = [None if test is None or not test.comparable else _by_test(test) for test in tests]
    known = [one for one in alone if one is not None]
    return _Parts(
        found=len(covers) - alone.count(None),
        mean=mean + sum(one.mean for one in known),
        variance=variance + sum(one.sd**2 for one in known),
        missing=alone.count(None),
    )


def _by_test(test: TestedEffect, arm: str | None = None) -> Gaussian | None:
    """Give what one treatment did: the one named, else the one launched."""
    joint, place = test.estimate.log_ratio, test.launched
    if arm is not None:
        place = [comparison.arm for comparison in test.estimate.comparisons].index(arm)
    if joint is None or place is None:
        return None
    return Gaussian(float(joint.mean[place]), float(joint.sd[place] * test.estimate.stretch[place]))
