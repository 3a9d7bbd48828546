"""Calls of programs about messages: what a person chose to be sent, and their calendar."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from levier_web.practices.messages import queries
from levier_web.practices.messages.api.room import room
from levier_web.practices.messages.services import choosing
from levier_web.practices.messages.services.writing import site
from levier_web.ui.api.rooms import caller
from levier_web.ui.api.shapes import Answer, In, changes

Hour = Annotated[int, Field(ge=0, le=23)]
CHOSEN = ("digest", "reminders", "quiet_from", "quiet_until")


class MessagesOut(Schema):
    """What one is sent, the hours in which nothing comes, whether one has a calendar."""

    digest: str
    reminders: bool
    quiet_from: int
    quiet_until: int
    next_on: date | None = Field(description="The day of the next digest.")
    calendar: bool


class MessagesIn(In):
    """What is left out stays as it is."""

    digest: Literal["never", "weekly", "daily"] | None = None
    reminders: bool | None = None
    quiet_from: Hour | None = None
    quiet_until: Hour | None = None


class CalendarOut(Schema):
    """The address of the calendar, which this answer alone holds."""

    address: str


@room.get("/messages/mine", "messages.choose", MessagesOut)
def read_my_messages(request: HttpRequest) -> Answer:
    """Read what one chose to be sent."""
    return _told(request)


@room.patch("/messages/mine", "messages.choose", MessagesOut)
def choose_my_messages(request: HttpRequest, said: MessagesIn) -> Answer:
    """Choose what one is sent, and the hours in which nothing comes."""
    before = queries.choice_of(caller(request))
    wished = {name: getattr(before, name) for name in CHOSEN}
    wished |= {name: value for name, value in changes(said).items() if value is not None}
    choosing.choose(caller(request), **wished)
    return _told(request)


@room.post("/messages/mine/calendar", "messages.choose", CalendarOut, status=201)
def renew_my_calendar(request: HttpRequest) -> Answer:
    """Make a new address for one's calendar; the one before opens nothing any more."""
    clear = choosing.renew_calendar(caller(request))
    return {"address": site() + reverse("messages:calendar", args=[clear])}


@room.delete("/messages/mine/calendar", "messages.choose")
def close_my_calendar(request: HttpRequest) -> None:
    """Have no calendar any more."""
    choosing.close_calendar(caller(request))


def _told(request: HttpRequest) -> dict[str, object]:
    kept = queries.choice_of(caller(request))
    told = {name: getattr(kept, name) for name in (*CHOSEN, "next_on")}
    return told | {"calendar": bool(kept.calendar_digest)}
