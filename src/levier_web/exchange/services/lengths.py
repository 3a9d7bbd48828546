"""What a folder may hold and a column of the tables cannot: told before anything is brought in.

The folder bounds its files, not its cells; a database bounds its columns. Nothing is cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.language import LANGUAGES
from levier_web.decisions.models import (
    AgendaItem,
    CommitteeSession,
    Cost,
    Decision,
    Expectation,
    ExperimentArm,
    Exposure,
)
from levier_web.metrics.models import Metric, Observation
from levier_web.organisation.models import Client, Company, Product, ProductPhase, Team
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

    from levier.workspace.model import Workspace

Cells = tuple[str, str, type["Model"], str, "Iterable[str | None]"]
"""File, column, the table and field that keep it, and the cells."""
SHOWN = 60
LARGEST_AMOUNT = 10.0**13
"""Of a cost: what stands before the point of its column."""


def too_long(workspace: Workspace) -> list[dict[str, Any]]:
    """Give a fault for each cell that its column cannot hold, worded in both languages."""
    faults = [
        _fault(file, column, cell, "exchange.in.too_long", most=most)
        for file, column, model, field, cells in _texts(workspace)
        for most in [_most(model, field)]
        for cell in dict.fromkeys(cells)
        if cell and len(cell) > most
    ]
    faults += [
        _fault("costs.csv", "amount", str(one.amount), "exchange.in.too_large")
        for one in workspace.costs
        if abs(one.amount) >= LARGEST_AMOUNT
    ]
    return faults


def _most(model: type[Model], field: str) -> int:
    return int(getattr(model._meta.get_field(field), "max_length", 0))


def _fault(file: str, column: str, value: str, key: str, **fields: object) -> dict[str, Any]:
    shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    told: dict[str, Any] = {
        one: say(key, one, value=shown, column=column, **fields) for one in LANGUAGES
    }
    return told | {"file": file, "line": 0, "column": column, "value": shown}


def _texts(workspace: Workspace) -> Iterator[Cells]:
    yield "levier.toml", "name", Company, "name", [workspace.company.name]
    for column in ("title", "unit"):
        cells = (getattr(one, column) for one in workspace.metrics.values())
        yield "levier.toml", column, Metric, column, cells
    yield "levier.toml", "clients", Client, "name", workspace.clients
    yield "levier.toml", "products", Product, "name", workspace.products
    yield from _of_decisions(workspace)
    yield from _of_costs(workspace)
    for column, model, field in (
        ("product", Product, "name"),
        ("phase", ProductPhase, "phase"),
    ):
        yield "phases.csv", column, model, field, (getattr(p, column) for p in workspace.phases)
    for column, table in (("title", CommitteeSession), ("next_owner", AgendaItem)):
        lines = (getattr(one, column) for one in workspace.sessions)
        yield "sessions.csv", column, table, column, lines
    for rows in workspace.observations.values():
        if rows.units is not None:
            yield "metrics.csv", "unit", Observation, "unit", rows.units


def _of_decisions(workspace: Workspace) -> Iterator[Cells]:
    for column in ("title", "status", "kind", "origin", "owner"):
        cells = (getattr(one, column) for one in workspace.decisions.values())
        yield "decisions.csv", column, Decision, column, cells
    for column, model in (("team", Team), ("product", Product)):
        names = (getattr(one, column) for one in workspace.decisions.values())
        yield "decisions.csv", column, model, "name", names
    authors = (one.author for one in workspace.expectations)
    yield "expectations.csv", "author", Expectation, "author", authors
    yield "exposures.csv", "unit", Exposure, "unit", (one.unit for one in workspace.exposures)
    arms = (one.arm for one in workspace.experiments)
    yield "experiments.csv", "arm", ExperimentArm, "arm", arms


def _of_costs(workspace: Workspace) -> Iterator[Cells]:
    for column, model, field in (
        ("team", Team, "name"),
        ("product", Product, "name"),
        ("category", Cost, "category"),
    ):
        yield "costs.csv", column, model, field, (getattr(c, column) for c in workspace.costs)
