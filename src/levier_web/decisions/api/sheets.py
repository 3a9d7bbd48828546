"""Sheets: listed, read, begun, changed; forecasts, gates and comments on them."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from levier_web.decisions.api.shapes import (
    CommentIn,
    CommentOut,
    DecisionOut,
    DecisionRead,
    ForecastIn,
    ForecastOut,
    GateIn,
    GateOut,
    SheetChangeIn,
    SheetIn,
    StateWord,
    room,
)
from levier_web.decisions.forms import CommentForm, GateForm, SheetForm, ways_of
from levier_web.decisions.models import Decision, Opportunity
from levier_web.decisions.queries.rights import rights_of
from levier_web.decisions.queries.sheets import comments_of, listed, sheet_or_404
from levier_web.decisions.services import deciding, forecasts, permitted, remarks, sheets
from levier_web.decisions.views.listing import rows, tools
from levier_web.metrics.api.shapes import StageWord
from levier_web.metrics.models import Metric
from levier_web.organisation.api_groups import held_by
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import Invalid, filled
from levier_web.ui.api.rooms import caller
from levier_web.ui.api.shapes import Answer, Key, Slug, changes, found
from levier_web.ui.words import say

Word = Annotated[str, Field(max_length=60)]


class DecisionsAsked(Asked):
    """Which decisions; groups of teams and products by their numbers."""

    state: StateWord | None = None
    stage: StageWord = ""
    kind: Word = ""
    origin: Word = ""
    team: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    product: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None


@room.get("/decisions", "decisions.read", Page[DecisionOut])
def list_decisions(request: HttpRequest, asked: Query[DecisionsAsked]) -> Answer:
    """List the decisions that the caller may see."""
    told = asked.model_dump(include={"state", "stage", "kind", "origin", "product"})
    kept = {name: value for name, value in told.items() if value}
    return paged(request, asked, rows(caller(request)).filter(**kept), tools())


@room.post("/decisions", "decisions.write", DecisionRead, status=201)
def begin_decision(request: HttpRequest, said: SheetIn) -> Answer:
    """Begin a sheet, from nothing or from a solution of the tree."""
    told, solution = changes(said), None
    if (number := told.pop("solution", None)) is not None:
        free = Opportunity.objects.filter(level=Opportunity.Level.SOLUTION, decision=None)
        solution = found(free, pk=number)
    made = sheets.create(caller(request), _sheet(told, None), solution)
    return shown(request, made.slug)


@room.get("/decisions/{slug}", "decisions.read", DecisionRead)
def read_decision(request: HttpRequest, slug: Slug) -> Answer:
    """Read one decision; another team's draft is not there."""
    return shown(request, slug)


@room.get("/decisions/by-number/{pk}", "decisions.read", DecisionRead)
def read_decision_by_number(request: HttpRequest, pk: Key) -> Answer:
    """Read one decision by its number, which tells nothing of its title."""
    return shown(request, found(listed(caller(request)), pk=pk).slug)


@room.patch("/decisions/{slug}", "decisions.write", DecisionRead)
def change_decision(request: HttpRequest, slug: Slug, said: SheetChangeIn) -> Answer:
    """Change a sheet while it is open."""
    decision = sheet_or_404(caller(request), slug)
    sheets.save(caller(request), decision, _sheet(changes(said), decision))
    return shown(request, slug)


@room.delete("/decisions/{slug}", "decisions.write")
def discard_decision(request: HttpRequest, slug: Slug) -> None:
    """Throw a draft away that was never proposed."""
    sheets.discard(caller(request), sheet_or_404(caller(request), slug))


@room.post("/decisions/{slug}/forecasts", "decisions.write", ForecastOut, status=201)
def state_forecast(request: HttpRequest, slug: Slug, said: ForecastIn) -> Answer:
    """State a forecast."""
    decision = sheet_or_404(caller(request), slug)
    return forecasts.state(caller(request), decision, _stated(said))


@room.patch("/decisions/{slug}/forecasts/{pk}", "decisions.write", ForecastOut)
def restate_forecast(request: HttpRequest, slug: Slug, pk: Key, said: ForecastIn) -> Answer:
    """Change a forecast of an open sheet."""
    row = found(_rows(request, slug, "expectations"), pk=pk)
    return forecasts.restate(caller(request), row, _stated(said))


@room.delete("/decisions/{slug}/forecasts/{pk}", "decisions.write")
def remove_forecast(request: HttpRequest, slug: Slug, pk: Key) -> None:
    """Take a forecast off an open sheet."""
    forecasts.remove(caller(request), found(_rows(request, slug, "expectations"), pk=pk))


@room.post("/decisions/{slug}/gates", "decisions.write", GateOut, status=201)
def note_gate(request: HttpRequest, slug: Slug, said: GateIn) -> Answer:
    """Note the result of a gate."""
    decision = sheet_or_404(caller(request), slug)
    return remarks.note_gate(caller(request), decision, **filled(GateForm(said.model_dump())))


@room.delete("/decisions/{slug}/gates/{pk}", "decisions.write")
def remove_gate(request: HttpRequest, slug: Slug, pk: Key) -> None:
    """Take the result of a gate off."""
    remarks.remove_gate(caller(request), found(_rows(request, slug, "gates"), pk=pk))


@room.get("/decisions/{slug}/comments", "decisions.read", list[CommentOut])
def list_comments(request: HttpRequest, slug: Slug) -> Answer:
    """List what was said on a sheet, the oldest first."""
    return comments_of(sheet_or_404(caller(request), slug))


@room.post("/decisions/{slug}/comments", "decisions.comment", CommentOut, status=201)
def comment_decision(request: HttpRequest, slug: Slug, said: CommentIn) -> Answer:
    """Say something on a sheet."""
    decision = sheet_or_404(caller(request), slug)
    text = filled(CommentForm(said.model_dump()))["text"]
    return remarks.comment(caller(request), decision, text)


@room.patch("/decisions/{slug}/comments/{pk}", "decisions.comment", CommentOut)
def reword_comment(request: HttpRequest, slug: Slug, pk: Key, said: CommentIn) -> Answer:
    """Change one's own comment, within ten minutes."""
    rows = _rows(request, slug, "comments").filter(withdrawn_at__isnull=True)
    text = filled(CommentForm(said.model_dump()))["text"]
    return remarks.reword(caller(request), found(rows, pk=pk), text)


@room.delete("/decisions/{slug}/comments/{pk}", "decisions.comment")
def withdraw_comment(request: HttpRequest, slug: Slug, pk: Key) -> None:
    """Take one's own comment back."""
    rows = _rows(request, slug, "comments").filter(withdrawn_at__isnull=True)
    remarks.withdraw_comment(caller(request), found(rows, pk=pk))


def shown(request: HttpRequest, slug: str) -> Any:  # noqa: ANN401 - a decision, as it is written out
    """Give one decision with all that its sheet shows."""
    person = caller(request)
    decision: Any = sheet_or_404(person, slug)
    rights = rights_of(decision)
    open_states = {Decision.State.DRAFT, Decision.State.SENT_BACK}
    lacks = deciding.missing_to_propose(decision) if decision.state in open_states else []
    own = {
        "options": ways_of_both(decision),
        "forecasts": list(decision.expectations.all()),
        "gates": list(decision.gates.all()),
        "steps": list(decision.steps.all()),
        "versions": [_version(request, one) for one in decision.versions.all()],
        "letters": list(decision.letters.all()),
        "rights": rights,
        "overdue_days": permitted.overdue(decision, rights),
        "may_edit": permitted.may_edit(person, decision) and decision.open_to_change,
        "may_decide": permitted.may_decide(person, decision, rights),
        "missing": [say(key) for key in lacks],
    }
    plain = (*DecisionOut.model_fields, "context", "reason", "stop_reason")
    return {name: getattr(decision, name) for name in plain} | own


def ways_of_both(decision: Decision) -> list[dict[str, str]]:
    """Give the options, those of a folder's text too."""
    return [{"pros": "", "cons": "", **way} for way in ways_of(decision)]


def _version(request: HttpRequest, version: Any) -> dict[str, Any]:  # noqa: ANN401 - a version
    """Give a version; its team is told by its group, as everywhere."""
    names = ("number", "note", "at", "previous", "digest")
    team = held_by(request).label_named(str(version.content.get("team", "")))
    return {name: getattr(version, name) for name in names} | {
        "content": {**version.content, "team": team}
    }


def _rows(request: HttpRequest, slug: str, of: str) -> Any:  # noqa: ANN401 - rows of a decision
    decision = sheet_or_404(caller(request), slug)
    return getattr(decision, of).select_related("decision").order_by("pk")


def _sheet(told: dict[str, Any], decision: Decision | None) -> sheets.Sheet:
    """Give a sheet as the pages write it: what a body leaves out stays as it was."""
    ways = told.pop("options", None)
    if ways is None:
        ways = ways_of(decision)
    data = {name: "" if value is None else value for name, value in told.items()}
    form = SheetForm({"title": decision.title if decision else "", **data})
    values = filled(form)
    said = {name: values[name] for name in told} | ({"title": values["title"]})
    return sheets.Sheet(said, [sheets.Way(**way) for way in ways])


def _stated(said: ForecastIn) -> forecasts.Stated:
    metric = Metric.objects.filter(slug=said.metric, archived=False).first()
    if metric is None:
        name = say("ui.api.unknown_name", name=said.metric)
        raise Invalid([("metric", "unknown", name)])
    return forecasts.Stated(**said.model_dump(exclude={"metric"}), metric=metric)
