"""A randomised test of users: how many, drawn one by one or by store, and how long they take."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment import users_per_arm, users_per_arm_for_rate
from levier.impact.designs.randomised_experiment.clusters import of_users_within
from levier.impact.designs.randomised_experiment.statistics import CONTROL, ArmStatistics
from levier.language.numbers import number
from levier.workspace.measurement.masked_periods import DAYS_IN
from levier.workspace.model import Kind
from levier.workspace.planning.design_outlook import refused
from levier.workspace.planning.results import PlanDesign, Refusal, UsersNeeded
from levier.workspace.planning.words import RELATIVE, both, lasting, size

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.model import ExperimentArm
    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.results import Assumed, NoDesign
    from levier.workspace.planning.users import UsersAsked

_RECENT = 4


@dataclass(frozen=True, slots=True)
class _Known:
    users: UsersAsked
    source: str


def users_outlook(asked: Asked, assumed: Assumed) -> UsersNeeded | NoDesign:
    """Say how many users a test of two equal arms needs, or why that is not known."""
    known = _known(asked)
    if known is None:
        return refused(PlanDesign.USERS, Refusal.NO_USERS)
    effect = _relative(assumed, known.users)
    if not effect:
        return refused(PlanDesign.USERS, Refusal.NO_EFFECT)
    try:
        alone = _per_arm(asked, known.users, effect)
    except InvalidArgument:
        return refused(PlanDesign.USERS, Refusal.IMPOSSIBLE_RATE)
    return _needed(asked, assumed, known, alone)


def _needed(asked: Asked, assumed: Assumed, known: _Known, alone: int) -> UsersNeeded:
    users, clusters, design = known.users, None, PlanDesign.USERS
    per_arm = alone
    if users.cluster_size is not None and users.correlation is not None:
        design = PlanDesign.CLUSTERS
        arm = ArmStatistics(CONTROL, max(alone, math.ceil(users.cluster_size)), 0.0, 1.0)
        count = max(1, round(arm.users / users.cluster_size))
        one = replace(arm, users=round(count * users.cluster_size))
        per_arm = math.ceil(alone * of_users_within(one, count, users.correlation).variance)
        clusters = math.ceil(per_arm / users.cluster_size)
        per_arm = math.ceil(clusters * users.cluster_size)
    periods = None if not users.per_period else math.ceil(2 * per_arm / users.per_period)
    metric = asked.question.workspace.metrics[asked.metric]
    told: dict[str, object] = {
        "size": partial(size, assumed.value, assumed.scale, metric.unit),
        "users": partial(_written, per_arm),
        "clusters": partial(_written, clusters or 0),
        "periods": partial(lasting, periods or 0, metric.grain.value),
    }
    key = f"users.{design.value}" + ("" if periods is None else "_timed")
    assumptions = (both(f"assumes.users_{known.source}"), both("assumes.one_look"))
    return UsersNeeded(design, per_arm, clusters, periods, both(key, **told), assumptions)


def _written(count: int, language: Language) -> str:
    return number(count, language, digits=len(str(count)))


def _per_arm(asked: Asked, users: UsersAsked, effect: float) -> int:
    chance = asked.options.chance
    if users.rate is not None:
        return users_per_arm_for_rate(users.rate, effect, power=chance.power, level=chance.level)
    mean, sd = users.mean or 0.0, users.sd or 0.0
    return users_per_arm(mean, sd, effect, power=chance.power, level=chance.level)


def _relative(assumed: Assumed, users: UsersAsked) -> float | None:
    if assumed.value is None or assumed.scale == RELATIVE:
        return assumed.value
    level = users.rate if users.rate is not None else users.mean
    return assumed.value / level if level else None


def _known(asked: Asked) -> _Known | None:
    """Find what is known of users: told by the caller, by an earlier test, by denominators."""
    told = asked.options.users
    if told.rate is not None or (told.mean is not None and told.sd is not None):
        return _Known(told, "told")
    tests = [arm for arm in asked.question.workspace.experiments if _usable(asked, arm)]
    if tests:
        return _from_test(asked, tests)
    return _from_denominators(asked)


def _from_test(asked: Asked, arms: list[ExperimentArm]) -> _Known | None:
    """Take the control arm of the last test, and the rhythm at which users came."""
    latest = max(arms, key=lambda one: (_last_day(one), one.decision))
    own = [one for one in arms if one.decision == latest.decision]
    control = next((one for one in own if one.arm == CONTROL), None)
    if control is None:
        return None
    told = asked.options.users
    rhythm = told.per_period or _rhythm(asked, own)
    if control.conversions is not None and control.users:
        rate = control.conversions / control.users
        return _Known(replace(told, rate=rate, per_period=rhythm), "test")
    if control.mean is None or control.sd is None:
        return None
    return _Known(replace(told, mean=control.mean, sd=control.sd, per_period=rhythm), "test")


def _usable(asked: Asked, arm: ExperimentArm) -> bool:
    """Tell whether an arm gives figures of users, all of them together."""
    whole = not arm.stratum and arm.clusters is None and arm.denominator_mean is None
    return whole and arm.metric == asked.metric


def _last_day(arm: ExperimentArm) -> date:
    return arm.looked_on or arm.ends_on or arm.starts_on or date.min


def _rhythm(asked: Asked, arms: list[ExperimentArm]) -> float | None:
    starts, ends = arms[0].starts_on, arms[0].looked_on or arms[0].ends_on
    if starts is None or ends is None or arms[0].looked_on is not None:
        return None
    days = (ends - starts).days + 1
    grain = asked.question.workspace.metrics[asked.metric].grain
    return sum(one.users for one in arms) * DAYS_IN[grain] / days


def _from_denominators(asked: Asked) -> _Known | None:
    """Take a ratio's own denominators for users, as they came lately."""
    series = asked.question.series.get(asked.metric)
    if series is None or series.weights is None or series.metric.kind is not Kind.RATIO:
        return None
    recent = slice(-max(len(series.values) // _RECENT, 1), None)
    known = np.isfinite(series.values[recent])
    weights = series.weights[recent][known]
    if not known.any() or weights.sum() <= 0:
        return None
    rate = float(np.average(series.values[recent][known], weights=weights))
    told = asked.options.users
    rhythm = told.per_period or float(weights.mean())
    return _Known(replace(told, rate=rate, per_period=rhythm), "denominators")
