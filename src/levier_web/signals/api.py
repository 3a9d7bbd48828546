"""Calls of programs about the signals."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from levier_web.organisation.queries import groups_shown, spoken
from levier_web.signals import queries, services
from levier_web.signals.forms import SignalForm
from levier_web.signals.models import Group, Merge, Signal
from levier_web.signals.services.figures import Conversion
from levier_web.signals.views.lists import every_tools, recurring_tools
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Line, Named, Number, Slugged, found
from levier_web.ui.lists import ListTools

room = Room("signals")
addressed(signals_signal="/signals/{id}", signals_group="/signals/groups/{id}")
Kind = Literal["friction", "request", "idea", "observation", "committee"]
Fated = Literal["received", "looked_at", "opportunity", "decision", "answered", "declined"]
AnswerWord = Literal["looked_at", "opportunity", "decision", "answered", "declined"]


class SignalOut(Schema):
    """One signal; its author is never named."""

    id: int
    text: str
    kind: str
    detail: str
    voice: str = Field(description="Function and group of whoever said it.")
    client: Named
    product: Named
    metric: Slugged
    screen: str
    step: str
    effect: str
    origin: str
    group: int = Field(validation_alias="group_id")
    fate: str
    created_at: datetime
    answered_at: datetime | None


class FateOut(Schema):
    """One thing said about what becomes of a signal."""

    fate: str
    sentence: str
    address: str
    voice: str
    at: datetime


class SignalRead(SignalOut):
    """One signal with what was said of it."""

    history: list[FateOut]


class GroupOut(Schema):
    """Signals about one thing."""

    id: int
    title: str
    voices: int
    teams: int
    awaiting: int
    acted: int
    last_at: datetime | None


class GroupRead(GroupOut):
    """A group with its trend and what was said of it."""

    weeks: list[int] = Field(description="Signals of each of the last twelve weeks.")
    trend: str
    history: list[FateOut]
    open_merges: list[int] = Field(description="Those that can be undone, for who handles them.")


class SignalsAsked(Asked):
    """Which signals."""

    kind: Kind | None = None
    fate: Fated | None = None


class SignalIn(In):
    """A signal in one line; all the rest is optional, and things are named by their names."""

    text: Annotated[str, Field(min_length=1, max_length=280)]
    kind: Kind = "observation"
    detail: Annotated[str, Field(max_length=4000)] = ""
    screen: Annotated[str, Field(max_length=120)] = ""
    step: Annotated[str, Field(max_length=120)] = ""
    effect: Line = ""
    client: Line = ""
    product: Line = ""
    metric: Line = ""
    function: Annotated[str, Field(max_length=120)] = ""
    team: Line = ""
    origin: Annotated[str, Field(max_length=500)] = ""
    group: Number | None = None
    token: Annotated[
        str,
        Field(max_length=64, description="Of the program's own: the same twice is one signal."),
    ] = ""


class FateIn(In):
    """What becomes of a signal, and why."""

    fate: AnswerWord
    sentence: Annotated[str, Field(min_length=1, max_length=500)]


class MoveIn(In):
    """Into which group; null founds one."""

    group: Number | None = None


class TitleIn(In):
    """Better words."""

    title: Annotated[str, Field(min_length=1, max_length=280)]


class MergeIn(In):
    """The group whose signals come over."""

    other: Number


class ConversionOut(Schema):
    """Of the signals of one sort: how many, what share led to something, how long until heard."""

    name: str
    signals: int
    acted: int
    low: float
    share: float
    high: float
    answered: int
    median_days: float | None


class FiguresOut(Schema):
    """What becomes of signals."""

    whole: ConversionOut | None
    by_kind: list[ConversionOut]
    by_team: list[ConversionOut]
    teams_left_out: int


class SimilarOut(Schema):
    """A group that says something alike, by its closest signal."""

    id: int
    text: str
    voices: int


@room.get("/signals", "signals.read", Page[SignalOut])
def list_signals(request: HttpRequest, asked: Query[SignalsAsked]) -> Answer:
    """List every signal."""
    return paged(request, asked, queries.signals(), every_tools(), _voiced)


@room.get("/signals/mine", "signals.read", Page[SignalOut])
def list_my_signals(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List one's own signals, withdrawn ones too."""
    tools = ListTools(("text",), {"date": ("-created_at",)})
    return paged(request, asked, queries.mine(caller(request)), tools, _voiced)


@room.post("/signals", "signals.post", SignalOut, status=201)
def post_signal(request: HttpRequest, said: SignalIn) -> Answer:
    """Post a signal."""
    told = said.model_dump()
    told["token"] = told["token"] or secrets.token_urlsafe(16)
    signal = services.post(caller(request), services.Draft(**filled(SignalForm(told))))
    return _voiced([signal])[0]


@room.get("/signals/figures", "signals.read", FiguresOut)
def read_signal_figures(request: HttpRequest) -> Answer:
    """Say what share of the signals led to something, and how long an answer takes."""
    figures = services.conversion(timezone.now())
    return {
        "whole": _conversion(figures.whole) if figures.whole else None,
        "by_kind": [_conversion(one) for one in figures.by_kind],
        "by_team": [_conversion(one) for one in figures.by_team],
        "teams_left_out": figures.teams_left_out,
    }


@room.get("/signals/similar", "signals.post", list[SimilarOut])
def find_similar_signals(
    request: HttpRequest,
    text: Annotated[str, Query(min_length=8, max_length=280)],
) -> Answer:
    """Find what others have said already."""
    alike = services.similar(text.strip())
    return [
        {"id": one.signal.group_id, "text": one.signal.text, "voices": one.voices} for one in alike
    ]


@room.get("/signals/groups", "signals.read", Page[GroupOut])
def list_signal_groups(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List what keeps coming back, most voices first."""
    return paged(request, asked, queries.groups(), recurring_tools())


@room.get("/signals/groups/{pk}", "signals.read", GroupRead)
def read_signal_group(request: HttpRequest, pk: Key) -> Answer:
    """Read one group."""
    group: Answer = found(queries.groups(), pk=pk)
    trend = services.trends([group.pk], timezone.now())[group.pk]
    handles = caller(request).has_perm("signals.handle")
    group.weeks, group.trend = list(trend.weeks), trend.word
    group.history = _told(queries.group_history(group))
    group.open_merges = [one.pk for one in queries.open_merges(group)] if handles else []
    return group


@room.get("/signals/groups/{pk}/signals", "signals.read", Page[SignalOut])
def list_signals_of_group(request: HttpRequest, pk: Key, asked: Query[Asked]) -> Answer:
    """List the signals of one group."""
    tools = ListTools(("text",), {"date": ("-created_at",)})
    rows = queries.group_signals(found(Group, pk=pk))
    return paged(request, asked, rows, tools, _voiced)


@room.post("/signals/groups/{pk}/fate", "signals.handle", Done)
def answer_signal_group(request: HttpRequest, pk: Key, said: FateIn) -> Answer:
    """Say what becomes of every signal of a group."""
    group = found(Group, pk=pk)
    return {"count": len(services.set_fate(caller(request), group, said.fate, said.sentence))}


@room.patch("/signals/groups/{pk}", "signals.handle", Done)
def rename_signal_group(request: HttpRequest, pk: Key, said: TitleIn) -> Answer:
    """Give a group better words."""
    services.rename(caller(request), found(Group, pk=pk), said.title)
    return {}


@room.post("/signals/groups/{pk}/merge", "signals.handle", Done)
def merge_signal_groups(request: HttpRequest, pk: Key, said: MergeIn) -> Answer:
    """Bring the signals of another group into this one; gives the number of the merge."""
    kept, other = found(Group, pk=pk), found(Group, pk=said.other)
    return {"count": len(services.merge(caller(request), kept, other).moved)}


@room.post("/signals/merges/{pk}/undo", "signals.handle", Done)
def undo_signal_merge(request: HttpRequest, pk: Key) -> Answer:
    """Take two groups apart again."""
    services.undo_merge(caller(request), found(Merge, pk=pk))
    return {}


@room.get("/signals/{pk}", "signals.read", SignalRead)
def read_signal(request: HttpRequest, pk: Key) -> Answer:
    """Read one signal."""
    signal: Answer = _voiced([_signal(request, pk)])[0]
    signal.history = _told(queries.history(signal))
    return signal


@room.post("/signals/{pk}/fate", "signals.handle", Done)
def answer_signal(request: HttpRequest, pk: Key, said: FateIn) -> Answer:
    """Say what becomes of one signal."""
    services.set_fate(caller(request), _signal(request, pk), said.fate, said.sentence)
    return {}


@room.post("/signals/{pk}/move", "signals.post", Done)
def move_signal(request: HttpRequest, pk: Key, said: MoveIn) -> Answer:
    """Put a signal into another group, or into one of its own."""
    to = found(Group, pk=said.group) if said.group is not None else None
    services.move(caller(request), _signal(request, pk), to)
    return {}


@room.post("/signals/{pk}/withdraw", "signals.post", Done)
def withdraw_signal(request: HttpRequest, pk: Key) -> Answer:
    """Take one's own signal back."""
    services.withdraw(caller(request), _signal(request, pk))
    return {}


def _signal(request: HttpRequest, pk: int) -> Signal:
    """Give a signal; one that was withdrawn is its author's alone."""
    own = queries.mine(caller(request)).filter(pk=pk).first()
    return own or found(queries.signals(), pk=pk)


def _voiced(rows: list[Any]) -> list[Any]:
    shown = groups_shown()
    for row in rows:
        row.voice = spoken(row.function, row.team_id, shown)
    return rows


def _told(history: list[Any]) -> list[Any]:
    shown = groups_shown()
    for change in history:
        by = change.by
        change.voice = spoken(by.function, change.team_id, shown) if by else ""
    return history


def _conversion(one: Conversion) -> dict[str, Any]:
    names = ("name", "signals", "acted", "low", "share", "high", "answered")
    return {name: getattr(one, name) for name in names} | {"median_days": one.wait.median}
