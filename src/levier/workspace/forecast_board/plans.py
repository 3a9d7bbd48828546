"""What past projects say of plans: by how much they were overrun, and how often they stop."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from levier.forecasting.class_rates import ClassRate, class_rates
from levier.forecasting.overrun import ALL, Overruns, overruns
from levier.workspace.forecast_board.results import PlanClass, TooFewPlans, UpliftView
from levier.workspace.inputs.past_projects import ProjectStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.workspace.inputs.past_projects import PastProject


def known_projects(projects: Sequence[PastProject], day: date) -> list[PastProject]:
    """Keep what was known by ``day``; a project without a day is taken as known."""
    return [one for one in projects if one.ended_on is None or one.ended_on <= day]


def plan_classes(projects: Sequence[PastProject]) -> tuple[PlanClass | TooFewPlans, ...]:
    """Give the uplifts of costs and of durations: of all projects, then of each kind."""
    found: list[PlanClass | TooFewPlans] = []
    for quantity in ("cost", "days"):
        pairs = [(one, ratio) for one in projects if (ratio := _ratio(one, quantity)) is not None]
        if pairs:
            found += _classes(quantity, pairs)
    return tuple(found)


def _ratio(project: PastProject, quantity: str) -> float | None:
    planned, revised = (
        (project.planned_cost, project.revised_cost)
        if quantity == "cost"
        else (project.planned_days, project.revised_days)
    )
    return None if planned is None or revised is None else revised / planned


def _classes(
    quantity: str, pairs: Sequence[tuple[PastProject, float]]
) -> list[PlanClass | TooFewPlans]:
    ratios = np.array([ratio for _, ratio in pairs], dtype=np.float64)
    kinds = [project.kind for project, _ in pairs]
    asked = [ALL, *sorted(set(kinds) - {ALL})] if len(set(kinds)) > 1 else [ALL]
    answers = [overruns(kind, ratios, kinds) for kind in asked]
    return [
        _view(quantity, one) if isinstance(one, Overruns) else TooFewPlans(quantity, len(pairs))
        for one in (answers if isinstance(answers[0], Overruns) else answers[:1])
    ]


def _view(quantity: str, found: Overruns) -> PlanClass:
    uplifts = tuple(
        UpliftView(
            one.chance, one.factor, one.low95, one.high95 if math.isfinite(one.high95) else None
        )
        for one in found.uplifts
    )
    return PlanClass(quantity, found.asked, found.used, found.projects, found.overrun, uplifts)


def stop_rates(projects: Sequence[PastProject]) -> tuple[tuple[ClassRate, ...], str]:
    """Give how often ended projects were stopped, by phase when phases are given, else by kind."""
    ended = [
        one for one in projects if one.status in (ProjectStatus.STOPPED, ProjectStatus.DELIVERED)
    ]
    by = "phase" if any(one.phase for one in ended) else "kind"
    names = [one.phase if by == "phase" else one.kind for one in ended]
    cases = Counter(names)
    stopped = Counter(
        name for name, one in zip(names, ended, strict=True) if one.status is ProjectStatus.STOPPED
    )
    if not cases:
        return (), by
    return class_rates(stopped, {name: cases[name] for name in sorted(cases)}), by
