"""Which decisions are measured on a metric's series, and why others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.measurement.declared_answers import declared_answer
from levier.workspace.measurement.known_causes import not_believed
from levier.workspace.measurement.metric_plan import MetricPlan
from levier.workspace.measurement.metric_scale import metric_scale
from levier.workspace.measurement.planned_effects import PlannedEffect, plan_effect
from levier.workspace.measurement.reasons import Reason
from levier.workspace.model import DesignChoice, EffectScale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.measurement.found import Found
    from levier.workspace.measurement.metric_scale import MetricScale
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.tested import TestedEffect
    from levier.workspace.model import Expectation

    Expected = Mapping[str, tuple[Expectation, ...]]


def plan_metric(
    question: Question, metric: str, expected: Expected, found: Found
) -> MetricPlan | None:
    """Plan one metric, noting in ``found`` what is declared or cannot be measured."""
    series = question.series.get(metric)
    scale = Reason.NO_DATA if series is None else _scale_of(question, series, expected)
    if series is None or isinstance(scale, Reason):
        _refuse_all(question, metric, expected, found, scale)
        return None
    effects = []
    for decision, rows in expected.items():
        plan = _plan_one(question, (decision, metric), rows, series, scale, found)
        if plan is not None:
            effects.append(plan)
    if not effects:
        return None
    effects.sort(key=lambda effect: effect.start)
    tests = tuple(_evidence(question, effect, metric, scale) for effect in effects)
    return MetricPlan(series, scale, tuple(effects), tests)


def _plan_one(
    question: Question,
    pair: tuple[str, str],
    rows: tuple[Expectation, ...],
    series: MetricSeries,
    scale: MetricScale,
    found: Found,
) -> PlannedEffect | None:
    design, tested = _design(rows), pair in question.tests
    if design is DesignChoice.EXPERIMENT:
        _need_test(question, pair, found)
        return None
    decision = question.workspace.decisions[pair[0]]
    if design is DesignChoice.DECLARED:
        declared = declared_answer(series, scale, decision, rows, question.as_of, question.options)
        found.declare(pair, declared)
        return None
    panel = series if series.units else _any_panel(question.series)
    plan = plan_effect(question.workspace, series, decision, rows, panel)
    if isinstance(plan, PlannedEffect):
        return plan
    if not tested:
        found.refuse(pair, plan)
    return None


def _refuse_all(
    question: Question,
    metric: str,
    expected: Expected,
    found: Found,
    scale: MetricScale | Reason,
) -> None:
    reason = scale if isinstance(scale, Reason) else Reason.NO_DATA
    for decision, rows in expected.items():
        pair = (decision, metric)
        if _design(rows) is DesignChoice.EXPERIMENT:
            _need_test(question, pair, found)
        elif pair not in question.tests:
            found.refuse(pair, reason)


def _need_test(question: Question, pair: tuple[str, str], found: Found) -> None:
    if pair not in question.tests and not found.refused(pair):
        found.refuse(pair, Reason.NO_EXPERIMENT)


def _design(rows: tuple[Expectation, ...]) -> DesignChoice | None:
    return next((row.design for row in rows if row.design is not None), None)


def _evidence(
    question: Question, effect: PlannedEffect, metric: str, scale: MetricScale
) -> TestedEffect | None:
    test = question.tests.get((effect.decision.id, metric))
    return test if test is not None and test.evidence(scale) is not None else None


def _scale_of(question: Question, series: MetricSeries, expected: Expected) -> MetricScale | Reason:
    believed = np.isfinite(series.values) & ~not_believed(question.workspace.periods, series)
    told = {row.scale for rows in expected.values() for row in rows if row.mid is not None}
    return metric_scale(series, believed, told_absolute=told == {EffectScale.ABSOLUTE})


def _any_panel(series: Mapping[str, MetricSeries]) -> MetricSeries | None:
    return next((one for one in series.values() if one.units), None)
