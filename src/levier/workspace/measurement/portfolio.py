"""All decisions together, from joint draws, against what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.measurement.intervals import interval, nothing
from levier.workspace.results import (
    Effect,
    ForecastScores,
    Grade,
    GroupTotal,
    Portfolio,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from levier.workspace.measurement.answered import Answer
    from levier.workspace.model import Cost, Decision, Workspace
    from levier.workspace.results import Interval

Array = NDArray[np.float64]


def add_up(workspace: Workspace, answers: Sequence[Answer], as_of: date) -> Portfolio:
    """Add effects up draw by draw and set costs against them."""
    costs = [cost for cost in workspace.costs if cost.date <= as_of]
    counted = [answer for answer in answers if answer.effect.in_total]
    proven = [answer for answer in counted if answer.effect.verdict is not Verdict.NOT_PROVEN]
    declared = [answer for answer in answers if answer.effect.grade is Grade.E]
    cost = sum(one.amount for one in costs)
    value = _total(counted, "shrunk")
    from_data = _total(counted, "data_shrunk")
    return Portfolio(
        value=_interval(value),
        without_forecasts=_interval(from_data),
        unshrunk=_interval(_total(counted, "data")),
        proven=_interval(_total(proven, "data_shrunk")),
        proven_unshrunk=_interval(_total(proven, "data")),
        declared=_interval(_total(declared, "reported")) if declared else None,
        cost=cost,
        net=_net(value, cost),
        return_on_cost=None if cost <= 0 or value is None else interval((value - cost) / cost),
        by_grade=_by_grade(answers, counted, costs),
        by_team=_by(counted, costs, _team_of(workspace), _cost_team(workspace)),
        by_product=_by(counted, costs, _product_of(workspace), _cost_product(workspace)),
        by_origin=_by(counted, costs, *_labels(workspace, lambda decision: decision.origin)),
        forecasts=_forecast_scores(answers),
        by_stage=_by(counted, costs, *_labels(workspace, _stage)),
        by_quarter=_by(counted, costs, *_labels(workspace, _quarter)),
    )


def _total(answers: Sequence[Answer], way: str) -> Array | None:
    """Add one way of the draws up; None when there is nothing to add."""
    known = [getattr(answer.money, way) for answer in answers if answer.money is not None]
    return np.sum(known, axis=0) if known else None


def _interval(draws: Array | None) -> Interval:
    return nothing() if draws is None else interval(draws)


def _net(value: Array | None, cost: float) -> Interval:
    return interval((np.zeros(1) if value is None else value) - cost)


def _by(
    answers: Sequence[Answer],
    costs: Sequence[Cost],
    label_of: Callable[[Effect], str],
    label_of_cost: Callable[[Cost], str],
) -> dict[str, GroupTotal]:
    labels = {label_of(answer.effect) for answer in answers} | {
        label_of_cost(cost) for cost in costs
    }
    return {
        label: _group(
            [answer for answer in answers if label_of(answer.effect) == label],
            sum(cost.amount for cost in costs if label_of_cost(cost) == label),
        )
        for label in sorted(labels - {""})
    }


def _group(answers: Sequence[Answer], cost: float) -> GroupTotal:
    value = _total(answers, "shrunk")
    return GroupTotal(_interval(value), float(cost), _net(value, cost), len(answers))


def _by_grade(
    answers: Sequence[Answer], counted: Sequence[Answer], costs: Sequence[Cost]
) -> dict[str, GroupTotal]:
    """Group by grade; a decision's cost stands with the strongest grade of its effects."""
    strongest: dict[str, str] = {}
    for answer in answers:
        grade = answer.effect.grade.value
        known = strongest.get(answer.effect.decision, grade)
        strongest[answer.effect.decision] = min(known, grade)
    return _by(
        counted,
        costs,
        lambda effect: effect.grade.value,
        lambda cost: strongest.get(cost.decision or "", ""),
    )


def _team_of(workspace: Workspace) -> Callable[[Effect], str]:
    return lambda effect: workspace.decisions[effect.decision].team


def _product_of(workspace: Workspace) -> Callable[[Effect], str]:
    return lambda effect: workspace.decisions[effect.decision].product


def _cost_team(workspace: Workspace) -> Callable[[Cost], str]:
    return lambda cost: (
        cost.team or (workspace.decisions[cost.decision].team if cost.decision else "")
    )


def _cost_product(workspace: Workspace) -> Callable[[Cost], str]:
    return lambda cost: (
        cost.product or (workspace.decisions[cost.decision].product if cost.decision else "")
    )


def _labels(
    workspace: Workspace, label: Callable[[Decision], str]
) -> tuple[Callable[[Effect], str], Callable[[Cost], str]]:
    """Give a label of decisions as one of their effects and of their costs."""

    def of(decision: str | None) -> str:
        return label(workspace.decisions[decision]) if decision else ""

    return lambda effect: of(effect.decision), lambda cost: of(cost.decision)


def _stage(decision: Decision) -> str:
    return decision.stage.value if decision.stage else ""


def _quarter(decision: Decision) -> str:
    return f"{decision.starts_on.year}-Q{(decision.starts_on.month + 2) // 3}"


def _forecast_scores(answers: Sequence[Answer]) -> ForecastScores:
    scored = [answer.effect for answer in answers if answer.effect.forecast is not None]
    gaps = [
        effect.forecast.p50 - (effect.without_forecast or effect.effect).p50
        for effect in scored
        if effect.forecast is not None and effect.effect.scale == "relative"
    ]
    inside = [effect.forecast.inside80 for effect in scored if effect.forecast is not None]
    return ForecastScores(
        scored=len(scored),
        coverage80=float(np.mean(inside)) if inside else None,
        bias=float(np.mean(gaps)) if gaps else None,
    )
