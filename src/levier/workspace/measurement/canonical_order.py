"""Rows in an order of their own, so that the order in which they were written means nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from levier.workspace.inputs.past_forecasts import PastForecast
    from levier.workspace.model import Cost, Expectation, ExperimentArm, Workspace

Pair = tuple[str, str]


def in_order(workspace: Workspace) -> Workspace:
    """Sort every table: metrics as in ``levier.toml``, decisions as they started.

    Sums of floating-point numbers depend on their order in the last digit, and lists of results
    follow the tables: sorted tables make results the same to the byte.
    """
    metrics = {name: rank for rank, name in enumerate(workspace.metrics)}
    decisions = sorted(workspace.decisions.values(), key=lambda one: (one.starts_on, one.id))
    ranks = {one.id: rank for rank, one in enumerate(decisions)}

    def pair(row: Expectation | ExperimentArm) -> tuple[int, int]:
        return metrics[row.metric], ranks[row.decision]

    return replace(
        workspace,
        observations={
            name: workspace.observations[name] for name in metrics if name in workspace.observations
        },
        decisions={one.id: one for one in decisions},
        expectations=tuple(
            sorted(
                _told_alike(workspace.expectations),
                key=lambda row: (*pair(row), row.stated_on or date.min, row.author),
            )
        ),
        exposures=tuple(
            sorted(
                workspace.exposures,
                key=lambda row: (ranks[row.decision], row.unit, row.starts_on),
            )
        ),
        experiments=tuple(
            sorted(
                workspace.experiments,
                key=lambda row: (*pair(row), row.looked_on or date.min, row.stratum, row.arm),
            )
        ),
        costs=tuple(sorted(workspace.costs, key=_cost_key)),
        past_forecasts=tuple(sorted(workspace.past_forecasts, key=_past_key)),
        past_projects=tuple(sorted(workspace.past_projects, key=lambda row: row.id)),
    )


def _told_alike(rows: Iterable[Expectation]) -> list[Expectation]:
    """Give every row of a decision and metric the shape and design of the first that has one."""
    rows = list(rows)
    shaped: dict[Pair, Expectation] = {}
    designed: dict[Pair, Expectation] = {}
    for row in rows:
        if row.shape is not None:
            shaped.setdefault((row.decision, row.metric), row)
        if row.design is not None:
            designed.setdefault((row.decision, row.metric), row)
    told = []
    for row in rows:
        shape = shaped.get((row.decision, row.metric), row)
        design = designed.get((row.decision, row.metric), row)
        told.append(
            replace(
                row,
                shape=shape.shape,
                ramp_days=shape.ramp_days,
                half_life_days=shape.half_life_days,
                design=design.design,
            )
        )
    return told


def _past_key(row: PastForecast) -> tuple[date, str, str, str, str]:
    return row.stated_on, row.decision, row.metric, row.event, row.author


def _cost_key(cost: Cost) -> tuple[date, str, str, str, str, float]:
    return (
        cost.date,
        cost.decision or "",
        cost.product or "",
        cost.team or "",
        cost.category,
        cost.amount,
    )
