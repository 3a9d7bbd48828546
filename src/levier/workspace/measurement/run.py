"""The main job: measure every decision of a workspace on every metric it should have moved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from levier import __version__
from levier.workspace.measurement.answered import Answer
from levier.workspace.measurement.calendar_index import as_date, period_index
from levier.workspace.measurement.declared_answers import declared_answer
from levier.workspace.measurement.experiment_answers import experiment_answers
from levier.workspace.measurement.grouped import groups_of
from levier.workspace.measurement.joint_metric import (
    MeasuredMetric,
    MeasureOptions,
    measure_metric,
    metric_scale,
    with_forecasts,
)
from levier.workspace.measurement.known_causes import not_believed
from levier.workspace.measurement.learned_from_all import (
    belief_in_forecasts,
    organisation_of,
)
from levier.workspace.measurement.metric_series import MetricSeries, metric_series
from levier.workspace.measurement.planned_effects import PlannedEffect, plan_effect
from levier.workspace.measurement.portfolio import add_up
from levier.workspace.measurement.reasons import Reason, in_both
from levier.workspace.measurement.reconciled import Spans, reconcile
from levier.workspace.measurement.series_answers import series_answers
from levier.workspace.measurement.tested import TestedEffect, tested_effects
from levier.workspace.measurement.views import plain_view, series_view
from levier.workspace.model import DesignChoice, EffectScale
from levier.workspace.results import NotMeasured, Provenance, Results

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from levier.impact.designs.randomised_experiment import NotAnExperiment
    from levier.workspace.measurement.effect_priors import MetricScale
    from levier.workspace.model import Expectation, Workspace
    from levier.workspace.results import Reconciliation

Pair = tuple[str, str]
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


@dataclass(slots=True)
class _Collected:
    """What has been found so far."""

    answers: list[Answer] = field(default_factory=list)
    not_measured: list[NotMeasured] = field(default_factory=list)

    def refuse(self, pair: Pair, reason: Reason, **fields: object) -> None:
        """Note an expectation without an answer."""
        sentence = in_both(f"reasons.{reason}", **fields)
        self.not_measured.append(NotMeasured(*pair, reason.value, sentence))

    def declare(self, pair: Pair, declared: Answer | Reason) -> None:
        """Take what people declared, or note why nothing can be said."""
        if isinstance(declared, Answer):
            self.answers.append(declared)
        else:
            self.refuse(pair, declared)


def run(workspace: Workspace, options: RunOptions) -> Results:
    """Measure a workspace."""
    as_of = options.as_of or _last_day(workspace)
    series = _all_series(workspace, as_of)
    tests, no_tests = tested_effects(workspace)
    collected = _Collected()
    for pair, refusal in no_tests.items():
        _refuse_test(collected, pair, refusal)
    chosen = MeasureOptions(options.use_forecasts, workspace.measurement.seed, options.draws)
    measured, used = _measure_all(workspace, series, tests, collected, chosen, options, as_of)
    organisation = organisation_of(measured)
    if options.use_forecasts:
        belief = belief_in_forecasts(measured)
        measured = [with_forecasts(metric, belief, chosen) for metric in measured]
    for metric in measured:
        evidence = {
            effect.decision.id: used[effect.decision.id, metric.series.metric.id]
            for effect in metric.effects
            if (effect.decision.id, metric.series.metric.id) in used
        }
        collected.answers += series_answers(metric, evidence, organisation, chosen)
    _answer_tests(workspace, tests, used, collected, chosen, as_of)
    answers = _count_once(workspace, collected.answers)
    seen = {metric.series.metric.id: series_view(metric) for metric in measured}
    return Results(
        as_of=as_of,
        currency=workspace.company.currency,
        effects=tuple(answer.effect for answer in answers),
        groups=tuple(group for metric in measured for group in groups_of(metric, chosen)),
        not_measured=tuple(collected.not_measured),
        reconciliation=_reconciliations(measured, options.spans),
        portfolio=add_up(workspace, answers, as_of),
        series=tuple(seen.get(name) or plain_view(one) for name, one in series.items()),
        provenance=Provenance(
            __version__,
            workspace.fingerprint,
            workspace.measurement.seed,
            options.draws,
            "on" if options.use_forecasts else "off",
        ),
        workspace=workspace,
    )


def _last_day(workspace: Workspace) -> date:
    """Give the last day that any metric says something about."""
    ends = [
        int(period_index(one.dates, workspace.metrics[name].grain).days[-1])
        for name, one in workspace.observations.items()
    ]
    return as_date(max(ends)) if ends else max(d.starts_on for d in workspace.decisions.values())


def _all_series(workspace: Workspace, as_of: date) -> dict[str, MetricSeries]:
    series = {}
    for name, observations in workspace.observations.items():
        one = metric_series(workspace.metrics[name], observations, as_of)
        if one is not None:
            series[name] = one
    return series


def _refuse_test(collected: _Collected, pair: Pair, refusal: NotAnExperiment) -> None:
    details = {
        language: refusal.refusal.sentence(language, **refusal.fields) for language in ("en", "fr")
    }
    sentence = {
        language: in_both("reasons.not_an_experiment", detail=detail)[language]
        for language, detail in details.items()
    }
    collected.not_measured.append(NotMeasured(*pair, Reason.NOT_AN_EXPERIMENT.value, sentence))


def _measure_all(
    workspace: Workspace,
    series: Mapping[str, MetricSeries],
    tests: Mapping[Pair, TestedEffect],
    collected: _Collected,
    chosen: MeasureOptions,
    options: RunOptions,
    as_of: date,
) -> tuple[list[MeasuredMetric], dict[Pair, TestedEffect]]:
    measured: list[MeasuredMetric] = []
    used: dict[Pair, TestedEffect] = {}
    wanted = _by_metric(workspace, tests)
    for done, (name, expected) in enumerate(wanted.items()):
        options.progress(name, done, len(wanted))
        planned = _plan(workspace, series, tests, name, expected, collected, chosen, as_of)
        if planned is None:
            continue
        effects, scale = planned
        evidence = []
        for effect in effects:
            test = tests.get((effect.decision.id, name))
            shown = None if test is None else test.evidence(scale)
            if test is not None and shown is not None:
                used[effect.decision.id, name] = test
            evidence.append(shown)
        measured.append(
            measure_metric(workspace, series[name], series, effects, evidence, scale, chosen)
        )
    options.progress("", len(wanted), len(wanted))
    return measured, used


def _by_metric(
    workspace: Workspace, tests: Mapping[Pair, TestedEffect]
) -> dict[str, dict[str, tuple[Expectation, ...]]]:
    """List, by metric then decision, what was expected; a test on a metric is an expectation."""
    wanted: dict[str, dict[str, tuple[Expectation, ...]]] = {}
    for row in workspace.expectations:
        rows = wanted.setdefault(row.metric, {})
        rows[row.decision] = (*rows.get(row.decision, ()), row)
    for decision, metric in tests:
        wanted.setdefault(metric, {}).setdefault(decision, ())
    return wanted


def _plan(
    workspace: Workspace,
    series: Mapping[str, MetricSeries],
    tests: Mapping[Pair, TestedEffect],
    name: str,
    expected: Mapping[str, tuple[Expectation, ...]],
    collected: _Collected,
    chosen: MeasureOptions,
    as_of: date,
) -> tuple[list[PlannedEffect], MetricScale] | None:
    """Decide which decisions are measured on a metric's series; note why others are not."""
    one = series.get(name)
    scale = Reason.NO_DATA if one is None else _scale_of(workspace, one, expected)
    effects: list[PlannedEffect] = []
    refused = {(found.decision, found.metric) for found in collected.not_measured}
    for decision, rows in expected.items():
        pair, tested = (decision, name), (decision, name) in tests
        design = next((row.design for row in rows if row.design is not None), None)
        if design is DesignChoice.EXPERIMENT:
            if not tested and pair not in refused:
                collected.refuse(pair, Reason.NO_EXPERIMENT)
            continue
        if one is None or isinstance(scale, Reason):
            if not tested:
                collected.refuse(pair, scale if isinstance(scale, Reason) else Reason.NO_DATA)
            continue
        if design is DesignChoice.DECLARED:
            collected.declare(
                pair,
                declared_answer(one, scale, workspace.decisions[decision], rows, as_of, chosen),
            )
            continue
        plan = plan_effect(
            workspace, one, workspace.decisions[decision], rows, _unit_shares(series, one)
        )
        if isinstance(plan, PlannedEffect):
            effects.append(plan)
        elif not tested:
            collected.refuse(pair, plan)
    if not effects or scale is None or isinstance(scale, Reason):
        return None
    return sorted(effects, key=lambda effect: effect.start), scale


def _scale_of(
    workspace: Workspace,
    series: MetricSeries,
    expected: Mapping[str, tuple[Expectation, ...]],
) -> MetricScale | Reason:
    believed = np.isfinite(series.values) & ~not_believed(workspace.periods, series)
    told = {row.scale for rows in expected.values() for row in rows if row.mid is not None}
    return metric_scale(series, believed, told_absolute=told == {EffectScale.ABSOLUTE})


def _unit_shares(series: Mapping[str, MetricSeries], one: MetricSeries) -> Mapping[str, float]:
    """Give the parts that units make of the metric, or of the first panel if it is none."""
    if one.unit_shares:
        return one.unit_shares
    return next((other.unit_shares for other in series.values() if other.unit_shares), {})


def _answer_tests(
    workspace: Workspace,
    tests: Mapping[Pair, TestedEffect],
    used: Mapping[Pair, TestedEffect],
    collected: _Collected,
    chosen: MeasureOptions,
    as_of: date,
) -> None:
    """Report the tests that did not enter a joint model."""
    on_series = {(answer.effect.decision, answer.effect.metric) for answer in collected.answers}
    for pair, test in tests.items():
        if pair in used:
            continue
        rows = [row for row in workspace.expectations if (row.decision, row.metric) == pair]
        collected.answers += experiment_answers(
            test,
            workspace.metrics[pair[1]],
            workspace.decisions[pair[0]],
            rows,
            as_of,
            chosen,
            in_total=pair not in on_series,
        )


def _count_once(workspace: Workspace, answers: list[Answer]) -> list[Answer]:
    """Take out of the total what is already counted through a metric further up the tree."""
    summed = {
        (answer.effect.decision, answer.effect.metric)
        for answer in answers
        if answer.effect.in_total
    }
    return [_unless_counted(workspace, answer, summed) for answer in answers]


def _unless_counted(workspace: Workspace, answer: Answer, summed: set[Pair]) -> Answer:
    effect = answer.effect
    above = _ancestors(workspace, effect.metric)
    through = next((one for one in above if (effect.decision, one) in summed), None)
    if not effect.in_total or through is None:
        return answer
    note = in_both("notes.counted_through", metric=workspace.metrics[through].title)
    diagnostics = replace(effect.diagnostics, notes=(*effect.diagnostics.notes, note))
    return replace(answer, effect=replace(effect, in_total=False, diagnostics=diagnostics))


def _ancestors(workspace: Workspace, metric: str) -> list[str]:
    above: list[str] = []
    parent = workspace.metrics[metric].parent
    while parent is not None and parent not in above:
        above.append(parent)
        parent = workspace.metrics[parent].parent
    return above


def _reconciliations(measured: list[MeasuredMetric], spans: Spans) -> tuple[Reconciliation, ...]:
    found = (reconcile(metric, spans) for metric in measured)
    return tuple(one for one in found if one is not None)
