"""The committee: sessions, agendas, answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from levier_web.decisions.api.shapes import DecisionOut, room
from levier_web.decisions.forms import AnswerForm
from levier_web.decisions.models import AgendaItem, CommitteeSession
from levier_web.decisions.queries import committee as queries
from levier_web.decisions.services import committee
from levier_web.decisions.views.committee import TOOLS
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Number, Slugged, Word, found

OutcomeWord = Literal["decided", "refused", "sent_back", "postponed", "continued", "stopped"]


class SessionOut(Schema):
    """One session."""

    id: int
    title: str
    day: date
    closed_at: datetime | None


class ItemOut(Schema):
    """One line of an agenda, with its outcome."""

    id: int
    decision: Slugged
    position: int
    purpose: str
    outcome: str
    outcomes: list[str] = Field(description="Those that it may still have.")
    reason: str
    next_owner: str
    next_on: date | None
    answered_at: datetime | None


class SessionRead(SessionOut):
    """One session with its agenda, and what could be put on it."""

    items: list[ItemOut]
    candidates: list[DecisionOut]


class SessionIn(In):
    """A session to set up."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    day: date


class AgendaIn(In):
    """Decisions to put on the agenda, by their numbers."""

    decisions: Annotated[list[Number], Field(min_length=1, max_length=200)]


class ArrangeIn(In):
    """How far down (or up, negative)."""

    step: Annotated[int, Field(ge=-1, le=1)]


class AnswerIn(In):
    """What came out of one line."""

    outcome: OutcomeWord
    reason: Annotated[str, Field(min_length=1, max_length=10_000)]
    next_owner: Word = ""
    next_on: date | None = None


@room.get("/committee", "decisions.read", Page[SessionOut])
def list_committee_sessions(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the sessions."""
    return paged(request, asked, queries.sessions(), TOOLS)


@room.post("/committee", "decisions.committee", SessionOut, status=201)
def convene_committee(request: HttpRequest, said: SessionIn) -> Answer:
    """Set up a session."""
    return committee.convene(caller(request), said.title, said.day)


@room.get("/committee/{pk}", "decisions.read", SessionRead)
def read_committee_session(request: HttpRequest, pk: Key) -> Answer:
    """Read one session with its agenda."""
    held = found(CommitteeSession, pk=pk)
    plain = {name: getattr(held, name) for name in SessionOut.model_fields}
    candidates = queries.candidates(held, timezone.localdate()) if held.closed_at is None else []
    return plain | {"items": _items(held), "candidates": candidates}


@room.post("/committee/{pk}/agenda", "decisions.committee", Done)
def put_on_agenda(request: HttpRequest, pk: Key, said: AgendaIn) -> Answer:
    """Put decisions on the agenda."""
    held = found(CommitteeSession, pk=pk)
    return {"count": committee.put(caller(request), held, said.decisions)}


@room.post("/committee/{pk}/close", "decisions.committee", SessionOut)
def close_committee(request: HttpRequest, pk: Key) -> Answer:
    """Close a session."""
    committee.close(caller(request), found(CommitteeSession, pk=pk))
    return found(CommitteeSession, pk=pk)


@room.post("/committee/lines/{pk}/arrange", "decisions.committee", Done)
def arrange_agenda(request: HttpRequest, pk: Key, said: ArrangeIn) -> Answer:
    """Move a line of an agenda up or down."""
    committee.move(caller(request), _item(pk), said.step)
    return {}


@room.post("/committee/lines/{pk}/answer", "decisions.committee", Done)
def answer_agenda(request: HttpRequest, pk: Key, said: AnswerIn) -> Answer:
    """Write down what came out of a line: the decision takes the state that it says."""
    told = {name: "" if value is None else value for name, value in said.model_dump().items()}
    answer = committee.Answer(**filled(AnswerForm(told)))
    committee.answer(caller(request), _item(pk), answer)
    return {}


@room.delete("/committee/lines/{pk}", "decisions.committee")
def take_off_agenda(request: HttpRequest, pk: Key) -> None:
    """Take a line off."""
    committee.take_off(caller(request), _item(pk))


def _item(pk: int) -> AgendaItem:
    return found(AgendaItem.objects.select_related("session", "decision"), pk=pk)


def _items(held: CommitteeSession) -> list[Any]:
    items: list[Any] = queries.agenda(held)
    for item in items:
        item.outcomes = [str(one) for one in committee.outcomes_of(item)]
    return items
