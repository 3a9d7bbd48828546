"""The main job: measure every decision of a workspace on every metric it should have moved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from levier import __version__
from levier.workspace.data_quality.examine import examine
from levier.workspace.measurement.counted_once import count_once
from levier.workspace.measurement.experiment_answers import LoneTest, experiment_answers
from levier.workspace.measurement.found import Found
from levier.workspace.measurement.grouped import groups_of
from levier.workspace.measurement.holdouts import compare_holdouts, refuse_untested_holdouts
from levier.workspace.measurement.joint_metric import (
    MeasuredMetric,
    measure_metric,
    with_forecasts,
)
from levier.workspace.measurement.learned_from_all import belief_in_forecasts, organisation_of
from levier.workspace.measurement.planning import plan_metric
from levier.workspace.measurement.portfolio import add_up
from levier.workspace.measurement.question import (
    MeasureOptions,
    Question,
    all_series,
    last_day,
)
from levier.workspace.measurement.reconciled import Spans, reconcile
from levier.workspace.measurement.series_answers import series_answers
from levier.workspace.measurement.tested import tested_effects
from levier.workspace.measurement.views import plain_view, series_view
from levier.workspace.results import Provenance, Results

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from levier.workspace.measurement.belief import Belief
    from levier.workspace.model import Workspace
    from levier.workspace.results import Reconciliation

DRAWS = 2048


def _silent(metric: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the caller may choose.

    Attributes
    ----------
    as_of
        Pretend that it is that day; None: the last day observed.
    use_forecasts
        Whether forecasts are used as priors.
    spans
        What the reconciliation compares.
    draws
        Number of joint draws per metric.
    progress
        Called with a metric's id, how many are done and how many there are.
    """

    as_of: date | None = None
    use_forecasts: bool = True
    spans: Spans = field(default_factory=Spans)
    draws: int = DRAWS
    progress: Callable[[str, int, int], None] = _silent


def run(workspace: Workspace, options: RunOptions) -> Results:
    """Measure a workspace."""
    as_of = options.as_of or last_day(workspace)
    examined = examine(workspace, as_of)
    workspace = examined.workspace
    found = Found()
    tests, no_tests = tested_effects(workspace)
    for pair, refusal in no_tests.items():
        found.refuse_test(pair, refusal)
    chosen = MeasureOptions(options.use_forecasts, workspace.measurement.seed, options.draws)
    question = Question(workspace, as_of, all_series(workspace, as_of), tests, chosen)
    measured = _measure_all(question, found, options.progress)
    organisation, belief = organisation_of(measured), None
    if options.use_forecasts:
        belief = belief_in_forecasts(measured, workspace, as_of)
        measured = [with_forecasts(metric, belief, chosen) for metric in measured]
    for metric in measured:
        found.answers += series_answers(metric, organisation, chosen)
    _answer_other_tests(question, measured, found)
    results = replace(_results(question, measured, found, options), data=examined.findings)
    return results if belief is None else _with_lessons(results, belief)


def _with_lessons(results: Results, belief: Belief) -> Results:
    """Say from how many pairs it was learned what forecasts are worth."""
    scores = replace(
        results.portfolio.forecasts,
        pairs_here=belief.outcomes_here,
        pairs_past=belief.outcomes_past,
    )
    return replace(results, portfolio=replace(results.portfolio, forecasts=scores))


def _measure_all(
    question: Question, found: Found, progress: Callable[[str, int, int], None]
) -> list[MeasuredMetric]:
    wanted = question.wanted()
    measured = []
    for done, (metric, expected) in enumerate(wanted.items()):
        progress(metric, done, len(wanted))
        plan = plan_metric(question, metric, expected, found)
        if plan is not None:
            measured.append(measure_metric(question, plan))
    progress("", len(wanted), len(wanted))
    return measured


def _answer_other_tests(question: Question, measured: list[MeasuredMetric], found: Found) -> None:
    """Report the tests that did not enter a joint model."""
    entered = {
        (test.decision, test.metric)
        for metric in measured
        for test in metric.tests
        if test is not None
    }
    on_series = {(answer.effect.decision, answer.effect.metric) for answer in found.answers}
    lone: dict[str, list[LoneTest]] = {}
    for pair, test in question.tests.items():
        if pair not in entered:
            lone.setdefault(test.metric, []).append(LoneTest(test, pair not in on_series))
    for tests in lone.values():
        found.answers += experiment_answers(question, tests)
    refuse_untested_holdouts(question, found)


def _results(
    question: Question, measured: list[MeasuredMetric], found: Found, options: RunOptions
) -> Results:
    answers = count_once(question.workspace, found.answers)
    answers = compare_holdouts(question, measured, answers)
    views = {metric.series.metric.id: series_view(metric) for metric in measured}
    return Results(
        as_of=question.as_of,
        currency=question.workspace.company.currency,
        effects=tuple(answer.effect for answer in answers),
        groups=tuple(group for one in measured for group in groups_of(one, question.options)),
        not_measured=tuple(found.not_measured),
        reconciliation=_reconciliations(measured, options.spans),
        portfolio=add_up(question.workspace, answers, question.as_of),
        series=tuple(views.get(name) or plain_view(one) for name, one in question.series.items()),
        provenance=Provenance(
            __version__,
            question.workspace.fingerprint,
            question.options.seed,
            options.draws,
            "on" if options.use_forecasts else "off",
        ),
        workspace=question.workspace,
    )


def _reconciliations(measured: list[MeasuredMetric], spans: Spans) -> tuple[Reconciliation, ...]:
    found = (reconcile(metric, spans) for metric in measured)
    return tuple(one for one in found if one is not None)
