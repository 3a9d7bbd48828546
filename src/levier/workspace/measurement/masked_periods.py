"""Periods before a decision that are left out: what triggered it, and its own test.

A launch decided after a bad fortnight is followed by a better one by itself; and while a test
runs a part of the users has the change already, so that the metric is neither with nor without
it. Both stretches are masked; the test is read on its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.pre_launch_dip import ALARM, largest_departure
from levier.impact.designs.interrupted_time_series import (
    Interventions,
    SeriesToMeasure,
    measure_jointly,
)
from levier.workspace.measurement.calendar_index import day_number
from levier.workspace.model import Grain

if TYPE_CHECKING:
    from levier.workspace.measurement.metric_plan import MetricPlan
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.planned_effects import PlannedEffect
    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.tested import TestedEffect

TRIGGER_DAYS = (7, 14, 30)
_DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 30, Grain.QUARTER: 91, Grain.YEAR: 365}
_MOST_OF_THE_PAST = 4


def mask(
    question: Question, plan: MetricPlan, to_measure: SeriesToMeasure, asked: Interventions
) -> tuple[SeriesToMeasure, tuple[int, ...]]:
    """Give the series with those periods left out, and how many before each decision."""
    usable = to_measure.usable.copy()
    for effect, test in zip(plan.effects, plan.tests, strict=True):
        usable[_tested(plan.series, effect, test)] = False
    known = replace(to_measure, usable=usable)
    triggers = _triggers(question, plan, known, asked)
    usable = usable.copy()
    for end, length in triggers:
        usable[end - length : end] = False
    masked = tuple(length for _, length in triggers)
    return replace(to_measure, usable=usable), masked


def _tested(series: MetricSeries, effect: PlannedEffect, test: TestedEffect | None) -> slice:
    """Give the periods of a test before its launch; none when they are too much of the past."""
    nothing = slice(0, 0)
    span = None if test is None else test.days()
    if span is None:
        return nothing
    first = series.index.period_at(span[0])
    end = min(series.index.period_at(span[1]) + 1, effect.window.start)
    too_long = end - first > effect.window.start // _MOST_OF_THE_PAST
    return nothing if too_long or end <= first else slice(first, end)


def _triggers(
    question: Question, plan: MetricPlan, to_measure: SeriesToMeasure, asked: Interventions
) -> list[tuple[int, int]]:
    """Give, for each decision, where its trigger window ends and how long it is."""
    chosen = question.workspace.measurement.trigger_window
    ends = [_trigger_end(plan.series, effect) for effect in plan.effects]
    step = _DAYS_IN[plan.series.metric.grain]
    if chosen == "off":
        return [(end, 0) for end in ends]
    if chosen != "auto":
        return [(end, min(end // 2, max(1, round(int(chosen) / step)))) for end in ends]
    fit = measure_jointly(to_measure, asked, averaging=False).fit
    lengths = tuple(sorted({max(1, round(days / step)) for days in TRIGGER_DAYS}))
    found = [largest_departure(fit, end, lengths) for end in ends]
    return [
        (end, 0 if one is None or abs(one.score) < ALARM else one.periods)
        for end, one in zip(ends, found, strict=True)
    ]


def _trigger_end(series: MetricSeries, effect: PlannedEffect) -> int:
    """Give the period in which the decision was taken (or began, if that is not known)."""
    decided = effect.decision.decided_on
    day = effect.start if decided is None else min(day_number(decided), effect.start)
    return max(int(np.searchsorted(series.index.first_days, day)), 0)
