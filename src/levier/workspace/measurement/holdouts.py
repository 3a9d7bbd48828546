"""Holdouts: users from whom several decisions are held back, so that all are measured together.

The sum of the parts and the whole are the same money seen twice. The parts say more, so that they
are what is added up where there are any; the whole says whether they add up rightly.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from levier.impact.checks.holdout_agreement import check_holdout_agreement
from levier.workspace.measurement.checks import as_check
from levier.workspace.measurement.counted_once import ancestors
from levier.workspace.measurement.experiment_answers import said_of_tests
from levier.workspace.measurement.grading import lowered
from levier.workspace.measurement.holdout_parts import Held, by_test, sum_of_parts
from levier.workspace.measurement.reasons import Reason
from levier.workspace.results import CheckStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.answered import Answer
    from levier.workspace.measurement.found import Found
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.measurement.question import Pair, Question
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
        check = _agreement(question, measured, answers, answer.effect)
        settled = _settled(question, answer, check, counted)
        if settled.effect.in_total:
            covers = question.workspace.decisions[answer.effect.decision].covers
            counted |= {(member, answer.effect.metric) for member in covers}
        told[id(answer)] = settled
    return [told.get(id(answer), answer) for answer in answers]


def _rank(question: Question, answer: Answer) -> tuple[int, str]:
    decision = question.workspace.decisions[answer.effect.decision]
    return -len(decision.covers), decision.id


def _settled(question: Question, answer: Answer, check: Check | None, counted: set[Pair]) -> Answer:
    effect = answer.effect
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
    question: Question,
    measured: Sequence[MeasuredMetric],
    answers: Sequence[Answer],
    effect: Effect,
) -> Check | None:
    """Compare the whole with its parts on the logarithm of the metric; None without either."""
    whole = by_test(question.tests[effect.decision, effect.metric], effect.arm)
    covers = question.workspace.decisions[effect.decision].covers
    parts = sum_of_parts(question, measured, answers, Held(covers, effect.metric))
    if whole is None or not parts.found:
        return None
    return as_check(check_holdout_agreement(whole, parts.total, parts.missing))
