"""Periods before a decision that are left out: what triggered it, and its own test.

A launch decided after a bad fortnight is followed by a better one by itself; and while a test
runs a part of the users has the change already, so that the metric is neither with nor without
it. Both stretches are masked; the test is read on its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.measurement.calendar_index import day_number
from levier.workspace.model import Grain

if TYPE_CHECKING:
    from levier.workspace.measurement.metric_plan import MetricPlan
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.planned_effects import PlannedEffect
    from levier.workspace.measurement.question import Question
    from levier.workspace.measurement.tested import TestedEffect

Usable = NDArray[np.bool_]

AUTO_DAYS = 14
_AUTO_SHARE = 10
DAYS_IN = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 30, Grain.QUARTER: 91, Grain.YEAR: 365}
_MOST_OF_THE_PAST = 4


def mask(question: Question, plan: MetricPlan, usable: Usable) -> tuple[Usable, tuple[int, ...]]:
    """Give which periods (T,) are left, and how many were taken out before each decision."""
    left = usable.copy()
    for effect, test in zip(plan.effects, plan.tests, strict=True):
        left[_tested(plan.series, effect, test)] = False
    lengths = []
    for effect in plan.effects:
        end = trigger_end(plan.series, effect)
        lengths.append(trigger_length(question, plan.series, end))
        left[end - lengths[-1] : end] = False
    return left, tuple(lengths)


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


def trigger_length(question: Question, series: MetricSeries, end: int) -> int:
    """Give how many periods before the decision may have triggered it.

    By default a fortnight, or a tenth of a short past, whatever the metric did then: a mask chosen
    by looking at the metric would itself be a matter of luck.
    """
    chosen = question.workspace.measurement.trigger_window
    if chosen == "off":
        return 0
    if chosen == "auto":
        return min(AUTO_DAYS // DAYS_IN[series.metric.grain], end // _AUTO_SHARE)
    return min(int(chosen) // DAYS_IN[series.metric.grain], end // _MOST_OF_THE_PAST)


def trigger_end(series: MetricSeries, effect: PlannedEffect) -> int:
    """Give the period in which the decision was taken (or began, if that is not known)."""
    decided = effect.decision.decided_on
    day = effect.start if decided is None else min(day_number(decided), effect.start)
    return max(int(np.searchsorted(series.index.first_days, day)), 0)
