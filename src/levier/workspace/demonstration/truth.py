"""What each decision really did: the series with it minus the series without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.demonstration.calendar import position
from levier.workspace.demonstration.plan_decisions import DECISIONS
from levier.workspace.demonstration.plan_experiments import (
    EXPERIMENTS,
    baseline_mean,
    planted_effect,
)
from levier.workspace.demonstration.series import DAYS_OF_WEEK
from levier.workspace.model import EffectScale, Grain, Kind, Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.demonstration.plan_decisions import DecisionPlan, EffectPlan
    from levier.workspace.demonstration.plan_experiments import ExperimentPlan
    from levier.workspace.demonstration.series import Series

HALF_LIVES_COUNTED = 5
"""A pulse is counted over five half-lives: 3 % of it is left."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The planted effect of one decision on one metric.

    Attributes
    ----------
    arm
        Name of the arm when several treatments were tested; empty otherwise.
    scale
        Unit of ``effect``: ``relative``, or ``absolute`` for a metric that may cross zero.
    effect
        Average over the window, from the decision's start to the last period (five half-lives
        for a pulse); for an arm that was not launched and for a holdout, over the users of
        the test.
    relative, average
        The same as a share of the level without it (of the units reached, if only some were),
        and per period in the metric's unit (of the numerator for a ratio); for an arm that was
        not launched and for a holdout, per user.
    cumulative, money
        Over the window, in the metric's unit and at the middle of its value; money is None
        for a metric without value.
    """

    decision: str
    metric: str
    arm: str
    scale: EffectScale
    effect: float
    relative: float
    average: float
    cumulative: float
    money: float | None


def truths(series: Mapping[str, Series]) -> list[Truth]:
    """List the planted effects in the order of the plan, launched ones first for each test."""
    found = []
    for decision in DECISIONS:
        if not decision.shipped:
            continue
        for effect in decision.effects:
            found.append(_launched(decision, effect, series[effect.metric]))
            found += _not_launched(decision, effect, series[effect.metric])
        found += _held_back(decision, series)
    return found


def _launched(decision: DecisionPlan, effect: EffectPlan, series: Series) -> Truth:
    window = _window(decision, effect, series)
    with_it = series.expected[window]
    without = series.without[decision.id][window]
    if series.plan.kind is Kind.RATIO and series.weights is not None:
        with_it, without = (part * series.weights[window, None] for part in (with_it, without))
    gained = float((with_it - without).sum())
    reached = with_it != without if decision.reaches else np.ones_like(with_it, dtype=bool)
    test = _test_of(decision.id, effect.metric)
    return _truth(
        decision.id,
        series,
        arm=test.launched_arm if test is not None and len(test.treatments) > 1 else "",
        relative=gained / float(without[reached].sum()),
        average=gained / len(with_it),
        cumulative=gained,
    )


def _held_back(decision: DecisionPlan, series: Mapping[str, Series]) -> list[Truth]:
    """Give what a holdout measures: all that it holds back, over the users who were given it."""
    return [
        _of_test(test, test.launched_arm, series[test.metric], arm="")
        for test in EXPERIMENTS
        if test.decision == decision.id and decision.covers
    ]


def _not_launched(decision: DecisionPlan, effect: EffectPlan, series: Series) -> list[Truth]:
    test = _test_of(decision.id, effect.metric)
    if test is None:
        return []
    return [
        _of_test(test, arm, series, arm=arm) for arm in test.treatments if arm != test.launched_arm
    ]


def _of_test(test: ExperimentPlan, treatment: str, series: Series, *, arm: str) -> Truth:
    """Give what a treatment did to the users who got it, under the name of ``arm``."""
    size, per_user = planted_effect(test, treatment), baseline_mean(test)
    users = sum(stratum.users for stratum in test.strata) * test.share(treatment)
    return _truth(
        test.decision,
        series,
        arm=arm,
        relative=size,
        average=size * per_user,
        cumulative=size * per_user * users,
    )


def _truth(
    decision: str, series: Series, *, arm: str, relative: float, average: float, cumulative: float
) -> Truth:
    absolute = series.plan.additive
    value = series.plan.value_per_unit
    return Truth(
        decision=decision,
        metric=series.plan.id,
        arm=arm,
        scale=EffectScale.ABSOLUTE if absolute else EffectScale.RELATIVE,
        effect=average if absolute else relative,
        relative=relative,
        average=average,
        cumulative=cumulative,
        money=None if value is None else cumulative * value[1],
    )


def _test_of(decision: str, metric: str) -> ExperimentPlan | None:
    key = (decision, metric)
    return next((test for test in EXPERIMENTS if (test.decision, test.metric) == key), None)


def _window(decision: DecisionPlan, effect: EffectPlan, series: Series) -> slice:
    step = DAYS_OF_WEEK if series.plan.grain is Grain.WEEK else 1
    first = position(decision.starts_on) // step
    if effect.shape is not Shape.PULSE:
        return slice(first, len(series.dates))
    last = position(decision.starts_on) + int(np.floor(HALF_LIVES_COUNTED * effect.days))
    return slice(first, min(last // step + 1, len(series.dates)))
