"""Every design on one metric, and the quickest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from levier.workspace.planning.assumed import assumed_effect
from levier.workspace.planning.results import (
    DesignOutlook,
    MetricOutlook,
    NoDesign,
    PlanDesign,
    UsersNeeded,
)
from levier.workspace.planning.rollout import rollout, rollout_length
from levier.workspace.planning.series_outlook import SeriesOutlook, series_outlook
from levier.workspace.planning.unit_outlooks import UnitsAsked, one_group, units_asked, units_first
from levier.workspace.planning.users_outlook import users_outlook
from levier.workspace.planning.words import both, lasting, say

if TYPE_CHECKING:
    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.results import Rollout, UnitsFirst


def metric_outlook(asked: Asked) -> MetricOutlook:
    """Say what every design that the data allow would see of one metric."""
    assumed = assumed_effect(asked)
    units = units_asked(asked, assumed)
    length = rollout_length(units) if isinstance(units, UnitsAsked) else None
    series = series_outlook(asked, assumed, () if length is None else (length,))
    users = users_outlook(asked, assumed)
    first, groups, waves = _by_unit(units, series)
    own = (series.outlook,) if isinstance(series, SeriesOutlook) else ()
    designs = (*own, *groups)
    found = (series, units, users)
    quickest = _quickest(designs, users if isinstance(users, UsersNeeded) else None)
    return MetricOutlook(
        metric=asked.metric,
        grain=asked.question.workspace.metrics[asked.metric].grain.value,
        assumed=assumed,
        designs=designs,
        refused=tuple(one for one in found if isinstance(one, NoDesign)),
        first=first,
        rollout=waves,
        users=users if isinstance(users, UsersNeeded) else None,
        soonest=None if quickest is None else quickest[0],
        quickest=None if quickest is None else quickest[1],
        verdict=_verdict(asked, assumed.value, quickest, isinstance(users, UsersNeeded)),
    )


def _by_unit(
    units: UnitsAsked | NoDesign, series: SeriesOutlook | NoDesign
) -> tuple[tuple[UnitsFirst, ...], tuple[DesignOutlook, ...], Rollout | None]:
    if isinstance(units, NoDesign):
        return (), (), None
    length = rollout_length(units) or 0
    at_once = series.also.get(length) if isinstance(series, SeriesOutlook) else None
    return units_first(units), one_group(units), rollout(units, at_once)


def _quickest(
    designs: tuple[DesignOutlook, ...], users: UsersNeeded | None
) -> tuple[int, PlanDesign] | None:
    """Give the design that sees the effect soonest, the stronger one first among equals."""
    timed = [(users.periods, users.design)] if users is not None and users.periods else []
    timed += [
        (one.periods_needed, one.design)
        for one in reversed(designs)
        if one.periods_needed is not None
    ]
    return min(timed, key=lambda one: one[0]) if timed else None


def _verdict(
    asked: Asked, effect: float | None, quickest: tuple[int, PlanDesign] | None, has_users: bool
) -> dict[str, str]:
    if effect is None:
        return both("verdict.no_effect")
    if quickest is None:
        return both("verdict.never_users" if has_users else "verdict.never")
    grain = asked.question.workspace.metrics[asked.metric].grain.value
    return both(
        "verdict.soonest",
        design=partial(_design, quickest[1]),
        periods=partial(lasting, quickest[0], grain),
    )


def _design(design: PlanDesign, language: str) -> str:
    return say(f"design.{design.value}", "fr" if language == "fr" else "en")
