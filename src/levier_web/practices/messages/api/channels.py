"""Calls of programs about rooms of Slack and Teams: their address is given, never read back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from levier_web.integrations.events import Kinds
from levier_web.practices.messages import queries
from levier_web.practices.messages.api.room import room
from levier_web.practices.messages.forms import ChannelForm
from levier_web.practices.messages.models import Channel, Notice
from levier_web.practices.messages.services import channels
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import caller
from levier_web.ui.api.shapes import Answer, In, Key, Line, Named, found
from levier_web.ui.lists import Filter, ListTools


class ChannelOut(Schema):
    """A room that is told what happens, without the address that lets one write into it."""

    id: int
    name: str
    kind: str
    language: str
    team: Named = Field(description="Only what is about this team; null: the whole company.")
    kinds: list[str]
    paused_at: datetime | None
    stopped_at: datetime | None = Field(description="When it had failed for too long.")
    waiting: int = 0
    failed: int = 0


class ChannelIn(In):
    """A room, and the kinds of events that it is told."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    kind: Literal["slack", "teams"]
    address: Annotated[str, Field(min_length=1, max_length=500)] = Field(
        description="Lets whoever has it write into the room: kept, and read by nobody."
    )
    language: Literal["fr", "en"] = "fr"
    team: Line = ""
    kinds: Kinds


class ChannelPauseIn(In):
    """Held back, or let go again."""

    paused: bool


class NoticesAsked(Asked):
    """Which of the notices."""

    state: Literal["", "waiting", "sent", "failed"] = ""


class NoticeOut(Schema):
    """One event on its way to one room."""

    id: int
    kind: str
    state: str
    tries: int
    fault: str = Field(description="A status, or a word for what came of the last attempt.")
    due_at: datetime
    created_at: datetime


@room.get("/messages/channels", "messages.channels", Page[ChannelOut])
def list_channels(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the rooms that are told."""
    tools = ListTools(("name",), {"name": ("name",), "made": ("-pk",)})
    return paged(request, asked, queries.channels(), tools)


@room.post("/messages/channels", "messages.channels", ChannelOut, status=201)
def register_channel(request: HttpRequest, said: ChannelIn) -> Answer:
    """Tell one more room; its address is never shown again."""
    return channels.register(caller(request), **filled(ChannelForm(said.model_dump())))


@room.get("/messages/channels/{pk}", "messages.channels", ChannelOut)
def read_channel(request: HttpRequest, pk: Key) -> Answer:
    """Read one room."""
    return _channel(pk)


@room.get("/messages/channels/{pk}/notices", "messages.channels", Page[NoticeOut])
def list_notices(request: HttpRequest, pk: Key, asked: Query[NoticesAsked]) -> Answer:
    """List what one room was told."""
    states = [(one.value, one.value) for one in Notice.State]
    tools = ListTools(("kind",), {"made": ("-pk",)}, (Filter("state", "", "state", states),))
    return paged(request, asked, queries.notices(_channel(pk)), tools)


@room.post("/messages/channels/{pk}/try", "messages.channels", NoticeOut, status=201)
def try_channel(request: HttpRequest, pk: Key) -> Answer:
    """Have a trial sent within a minute; what came of it is read among its notices."""
    return channels.ask_trial(caller(request), _channel(pk))


@room.post("/messages/channels/{pk}/pause", "messages.channels", ChannelOut)
def pause_channel(request: HttpRequest, pk: Key, said: ChannelPauseIn) -> Answer:
    """Hold notices back, or let them go again; letting go also ends a stop."""
    channels.pause(caller(request), _channel(pk), on=said.paused)
    return _channel(pk)


@room.delete("/messages/channels/{pk}", "messages.channels")
def remove_channel(request: HttpRequest, pk: Key) -> None:
    """Tell this room nothing any more, and forget its address."""
    channels.remove(caller(request), _channel(pk))


def _channel(pk: int) -> Channel:
    return found(queries.channels(), pk=pk)
