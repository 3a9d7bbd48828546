"""Which decisions are measured on a metric's series, and why others are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.measurement.across_units.choosing import (
    DESIGNS,
    across_units,
    told_scale,
)
from levier.workspace.measurement.across_units.unit_answers import unit_answer
from levier.workspace.measurement.before_after_answers import (
    FEWEST_PERIODS,
    before_after_answer,
)
from levier.workspace.measurement.declared_answers import declared_answer
from levier.workspace.measurement.known_causes import not_believed
from levier.workspace.measurement.metric_plan import MetricPlan
from levier.workspace.measurement.metric_scale import LEAST_PERIODS, metric_scale
from levier.workspace.measurement.planned_effects import PlannedEffect, plan_effect
from levier.workspace.measurement.reasons import Reason
from levier.workspace.model import DesignChoice, EffectScale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.measurement.across_units.choosing import (
        AcrossUnits,
        DecisionAcrossUnits,
    )
    from levier.workspace.measurement.across_units.reading import UnitReading
    from levier.workspace.measurement.found import Found
    from levier.workspace.measurement.metric_scale import MetricScale
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.tested import TestedEffect
    from levier.workspace.model import Expectation

    Expected = Mapping[str, tuple[Expectation, ...]]

_TOO_SHORT = (Reason.TOO_SHORT_BEFORE, Reason.TOO_SHORT_AFTER)


def plan_metric(
    question: Question, metric: str, expected: Expected, found: Found
) -> MetricPlan | None:
    """Plan one metric, noting in ``found`` what is answered otherwise or cannot be measured."""
    series = question.series.get(metric)
    if series is None:
        _refuse_all(question, metric, expected, found, Reason.NO_DATA)
        return None
    across = across_units(question, series, expected)
    scale = _scale_of(question, series, expected)
    if isinstance(scale, Reason):
        left = _answer_between_units(question, series, across, expected, found)
        left = _answer_before_after(question, series, expected, left, found)
        _refuse_all(question, metric, left, found, scale)
        return None
    chosen = []
    for decision, rows in expected.items():
        plan = _plan_one(question, (decision, metric), expected, series, scale, across, found)
        if plan is not None:
            chosen.append((plan, _reading(question, (decision, metric), rows, across)))
    if not chosen:
        return None
    chosen.sort(key=lambda one: one[0].start)
    effects = tuple(effect for effect, _ in chosen)
    tests = tuple(
        _evidence(question, effect, metric, scale) if reading is None else None
        for effect, reading in chosen
    )
    return MetricPlan(series, scale, effects, tests, across, tuple(one for _, one in chosen))


def _plan_one(
    question: Question,
    pair: tuple[str, str],
    expected: Expected,
    series: MetricSeries,
    scale: MetricScale,
    across: AcrossUnits,
    found: Found,
) -> PlannedEffect | None:
    rows = expected[pair[0]]
    design, tested = _design(rows), pair in question.tests
    if design is DesignChoice.EXPERIMENT:
        _need_test(question, pair, found)
        return None
    decision = question.workspace.decisions[pair[0]]
    if design is DesignChoice.DECLARED:
        declared = declared_answer(series, scale, decision, rows, question.as_of, question.options)
        found.take(pair, declared)
        return None
    between = _between(across, pair[0])
    if design in DESIGNS and (between is None or between.by(DESIGNS[design]) is None):
        found.refuse_design(pair, DESIGNS[design], None if between is None else between.refusals)
        return None
    if design is DesignChoice.BEFORE_AFTER:
        _compare_before_after(question, series, scale, pair[0], expected, found)
        return None
    panel = _panel_of(question, series)
    plan = plan_effect(question.workspace, series, decision, rows, panel)
    if isinstance(plan, PlannedEffect):
        return plan
    if _reading(question, pair, rows, across) is not None:
        _answer_between_units(question, series, across, {pair[0]: rows}, found)
    elif not tested and plan in _TOO_SHORT and design is None:
        _compare_before_after(question, series, scale, pair[0], expected, found)
    elif not tested:
        found.refuse(pair, plan)
    return None


def _between(across: AcrossUnits, decision: str) -> DecisionAcrossUnits | None:
    return across.decisions.get(decision)


def _reading(
    question: Question, pair: tuple[str, str], rows: tuple[Expectation, ...], across: AcrossUnits
) -> UnitReading | None:
    """Give the comparison between units that answers: the strongest, or the one asked for.

    A randomised test is stronger than any of them, unless one of them was asked for.
    """
    between, design = _between(across, pair[0]), _design(rows)
    if between is None or design in (DesignChoice.SERIES, DesignChoice.BEFORE_AFTER):
        return None
    if design in DESIGNS:
        return between.by(DESIGNS[design])
    if pair in question.tests or not between.readings:
        return None
    return between.readings[0]


def _answer_between_units(
    question: Question,
    series: MetricSeries,
    across: AcrossUnits,
    expected: Expected,
    found: Found,
) -> Expected:
    """Answer what a comparison between units can answer alone; give back what is left."""
    left = {}
    for decision, rows in expected.items():
        reading = _reading(question, (decision, series.metric.id), rows, across)
        if reading is None:
            left[decision] = rows
        else:
            found.answers.append(unit_answer(question, across, decision, rows, reading))
    return left


def _answer_before_after(
    question: Question, series: MetricSeries, expected: Expected, asked: Expected, found: Found
) -> Expected:
    """Compare before and after where the whole is too short; give back what is left."""
    scale = _scale_of(question, series, expected, FEWEST_PERIODS)
    if isinstance(scale, Reason):
        return asked
    left = {}
    for decision, rows in asked.items():
        tested = (decision, series.metric.id) in question.tests
        if tested or _design(rows) not in (None, DesignChoice.BEFORE_AFTER):
            left[decision] = rows
        else:
            _compare_before_after(question, series, scale, decision, expected, found)
    return left


def _compare_before_after(
    question: Question,
    series: MetricSeries,
    scale: MetricScale,
    decision: str,
    expected: Expected,
    found: Found,
) -> None:
    panel = _panel_of(question, series)
    answer = before_after_answer(question, series, scale, decision, expected, panel)
    found.take((decision, series.metric.id), answer)


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


def _scale_of(
    question: Question, series: MetricSeries, expected: Expected, least: int = LEAST_PERIODS
) -> MetricScale | Reason:
    believed = np.isfinite(series.values) & ~not_believed(question.workspace.periods, series)
    told = {row.scale for rows in expected.values() for row in rows if told_scale(row)}
    absolute = told == {EffectScale.ABSOLUTE}
    return metric_scale(series, believed, told_absolute=absolute, least=least)


def _panel_of(question: Question, series: MetricSeries) -> MetricSeries | None:
    """Give the metric that tells which part each unit makes: itself, or any seen by unit."""
    if series.units:
        return series
    return next((one for one in question.series.values() if one.units), None)
