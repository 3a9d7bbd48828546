"""The tree of opportunities: read, written, ordered, ranked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from levier_web.decisions.api.shapes import room
from levier_web.decisions.forms import NodeForm, node_typed
from levier_web.decisions.models import RICE_INPUTS, Opportunity
from levier_web.decisions.queries import tree as queries
from levier_web.decisions.queries.evidence import evidence_of, linkable
from levier_web.decisions.queries.visible import visible
from levier_web.decisions.services import ranking, tree
from levier_web.organisation.api_groups import Grouped
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import caller
from levier_web.ui.api.shapes import (
    Answer,
    Done,
    Figure,
    In,
    Key,
    Line,
    Named,
    Number,
    Range,
    Slugged,
    Text,
    changes,
    found,
)

Level = Literal["outcome", "opportunity", "solution", "test"]
ENDS = ("low", "mid", "high")


class NodeOut(Schema):
    """One node of the tree."""

    id: int
    level: str
    title: str
    parent: int | None = Field(validation_alias="parent_id")
    depth: int
    faults: list[str]


class EvidenceOut(Schema):
    """A group of signals linked to a node."""

    id: int
    title: str
    voices: int


class NodeRead(Schema):
    """One node with all that is written on it; its confidence as shares."""

    id: int
    level: str
    title: str
    parent: int | None
    note: str
    metric: Slugged
    target: float | None
    threshold: str
    team: Grouped
    product: Named
    decision: str | None = Field(description="The sheet begun from it, if the caller may see it.")
    reach: Range
    impact: Range
    confidence: Range
    effort: Range
    evidence: list[EvidenceOut]
    archived_at: datetime | None


class NodeIn(In):
    """A node to add."""

    level: Level
    title: Annotated[str, Field(min_length=1, max_length=200)]
    parent: Number | None = None


class Ends(In):
    """Three ends."""

    low: Figure | None = None
    mid: Figure | None = None
    high: Figure | None = None


class NodeChangeIn(In):
    """What is written on a node; metrics are named by title, teams and products by name."""

    title: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    note: Text | None = None
    metric: Line | None = None
    target: Figure | None = None
    threshold: Line | None = None
    team: Line | None = None
    product: Line | None = None
    reach: Ends | None = None
    impact: Ends | None = None
    confidence: Ends | None = None
    effort: Ends | None = None


class HangIn(In):
    """Under which node; null takes it to the top."""

    parent: Number | None = None


class StepIn(In):
    """Up or down among those of the same parent."""

    direction: Literal["up", "down"]


class LinkIn(In):
    """A group of signals."""

    group: Number


class RankedOut(Schema):
    """One solution in the order of what it is worth, and how firm its place is."""

    id: int
    title: str
    low: float
    mid: float
    high: float
    place: int
    top: float = Field(description="How often it is among the first three.")
    first: float = Field(description="How often it is the first.")


class RankingOut(Schema):
    """The solutions in their order."""

    rows: list[RankedOut]
    tangled: int
    pairs: int
    draws: int
    missing: int = Field(description="Solutions without the figures that a place needs.")


@room.get("/opportunities", "decisions.read", list[NodeOut])
def read_opportunity_tree(request: HttpRequest) -> Answer:
    """Read the whole tree, each node after its parent."""
    return _walked(queries.tree().roots)


@room.post("/opportunities", "decisions.write", NodeRead, status=201)
def add_opportunity(request: HttpRequest, said: NodeIn) -> Answer:
    """Add a node."""
    parent = found(Opportunity, pk=said.parent) if said.parent is not None else None
    made = tree.add(caller(request), said.level, said.title, parent)
    return _node(request, made.pk)


@room.get("/opportunities/ranking", "decisions.read", RankingOut)
def rank_solutions(request: HttpRequest) -> Answer:
    """Rank the solutions, with how firm their order is."""
    solutions = queries.solutions()
    ranked = ranking.ranked(solutions)
    names = ("low", "mid", "high", "place", "top", "first")
    rows = [
        {"id": one.solution.pk, "title": one.solution.title}
        | {name: getattr(one, name) for name in names}
        for one in ranked.rows
    ]
    counted = {name: getattr(ranked, name) for name in ("tangled", "pairs", "draws")}
    return {"rows": rows, "missing": len(solutions) - len(rows), **counted}


@room.get("/opportunities/{pk}", "decisions.read", NodeRead)
def read_opportunity(request: HttpRequest, pk: Key) -> Answer:
    """Read one node."""
    return _node(request, pk)


@room.patch("/opportunities/{pk}", "decisions.write", NodeRead)
def write_opportunity(request: HttpRequest, pk: Key, said: NodeChangeIn) -> Answer:
    """Write on a node."""
    row = _row(pk)
    form = NodeForm(node_typed(row) | _typed(changes(said)), level=row.level)
    filled(form)
    tree.write(caller(request), row, form.values())
    return _node(request, pk)


@room.post("/opportunities/{pk}/step", "decisions.write", Done)
def step_opportunity(request: HttpRequest, pk: Key, said: StepIn) -> Answer:
    """Move a node up or down."""
    tree.step(caller(request), _row(pk), -1 if said.direction == "up" else 1)
    return {}


@room.post("/opportunities/{pk}/hang", "decisions.write", Done)
def hang_opportunity(request: HttpRequest, pk: Key, said: HangIn) -> Answer:
    """Put a node, with all that is under it, under another one."""
    parent = found(Opportunity, pk=said.parent) if said.parent is not None else None
    tree.hang(caller(request), _row(pk), parent)
    return {}


@room.post("/opportunities/{pk}/archive", "decisions.write", Done)
def archive_opportunity(request: HttpRequest, pk: Key) -> Answer:
    """Put a node away, and all that is under it."""
    return {"count": tree.put_away(caller(request), _row(pk))}


@room.post("/opportunities/{pk}/restore", "decisions.write", Done)
def restore_opportunity(request: HttpRequest, pk: Key) -> Answer:
    """Bring a node back."""
    return {"count": tree.bring_back(caller(request), _row(pk))}


@room.post("/opportunities/{pk}/evidence", "decisions.write", Done)
def link_evidence(request: HttpRequest, pk: Key, said: LinkIn) -> Answer:
    """Link a group of signals as evidence."""
    tree.link(caller(request), _row(pk), found(linkable(), pk=said.group))
    return {}


@room.delete("/opportunities/{pk}/evidence/{group}", "decisions.write")
def unlink_evidence(request: HttpRequest, pk: Key, group: Key) -> None:
    """Take a group of signals off."""
    tree.link(caller(request), _row(pk), found(linkable(), pk=group), on=False)


def _row(pk: int) -> Opportunity:
    rows = Opportunity.objects.select_related("metric", "team", "product", "parent", "decision")
    return found(rows, pk=pk)


def _node(request: HttpRequest, pk: int) -> dict[str, Any]:
    row = _row(pk)
    sheet = visible(caller(request)).filter(pk=row.decision_id or 0).first()
    plain = ("level", "title", "note", "metric", "target", "threshold", "team", "product")
    ranges = {name: {end: getattr(row, f"{name}_{end}") for end in ENDS} for name in RICE_INPUTS}
    return {
        "id": row.pk,
        "parent": row.parent_id,
        **{name: getattr(row, name) for name in plain},
        **ranges,
        "decision": sheet.slug if sheet else None,
        "evidence": [
            {"id": group.pk, "title": group.title, "voices": getattr(group, "voices", 0)}
            for group in evidence_of(row)
        ],
        "archived_at": row.archived_at,
    }


def _typed(told: dict[str, Any]) -> dict[str, Any]:
    """Write a body as the form takes it: ranges apart, confidence in per cent."""
    typed: dict[str, Any] = {}
    for name, value in told.items():
        if name not in RICE_INPUTS:
            typed[name] = "" if value is None else value
            continue
        for end in ENDS:
            share = (value or {}).get(end)
            by = 100 if name == "confidence" else 1
            typed[f"{name}_{end}"] = "" if share is None else share * by
    return typed


def _walked(nodes: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - nodes of the tree
    told: list[dict[str, Any]] = []
    left = list(reversed(nodes))
    while left:
        node = left.pop()
        row = node.row
        plain = {"id": row.pk, "level": row.level, "title": row.title, "parent_id": row.parent_id}
        told.append(plain | {"depth": node.depth, "faults": list(node.faults)})
        left.extend(reversed(node.children))
    return told
