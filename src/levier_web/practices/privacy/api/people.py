"""Calls of programs about one person: what is held of them, and the erasure of their name."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from levier_web.organisation.models import Person
from levier_web.practices.privacy import queries
from levier_web.practices.privacy.api.company import room
from levier_web.practices.privacy.models import Erasure, ErasureRequest
from levier_web.practices.privacy.services import erasing, exporting, requests
from levier_web.ui.api.rooms import caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, found


class HeldOut(Schema):
    """What is held of a person: who they are, and each row that points at them, by table."""

    person: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]


class ErasureRequestOut(Schema):
    """What somebody asked, and the day by which it is answered (GDPR, article 12)."""

    id: int
    person: int = Field(validation_alias="person_id")
    asked_at: datetime
    due_on: date
    refused_at: datetime | None
    reason: str


class ErasureOut(Schema):
    """An erasure that is planned; until that moment it can be called off."""

    id: int
    person: int = Field(validation_alias="person_id")
    due_at: datetime


class MyErasureOut(Schema):
    """What became of one's own request."""

    request: ErasureRequestOut | None
    planned: ErasureOut | None


class ErasureIn(In):
    """The person's address, typed so that nobody is erased by a slip."""

    email: Annotated[str, Field(min_length=1, max_length=254)]


class RefusalIn(In):
    """Why, for the person to read."""

    reason: Annotated[str, Field(min_length=1, max_length=requests.LONGEST_REASON)]


@room.post("/privacy/mine/export", "privacy.own", HeldOut)
def take_my_data(request: HttpRequest) -> Answer:
    """Take everything that is held of whoever the token belongs to."""
    return exporting.document(caller(request), caller(request))


@room.get("/privacy/mine/erasure", "privacy.own", MyErasureOut)
def read_my_erasure(request: HttpRequest) -> Answer:
    """Read what became of one's own request for erasure."""
    mine = caller(request)
    return {"request": queries.last_request(mine), "planned": erasing.waiting(mine)}


@room.post("/privacy/mine/erasure", "privacy.own", ErasureRequestOut, status=201)
def ask_my_erasure(request: HttpRequest) -> Answer:
    """Ask for the erasure of one's own name."""
    return requests.request(caller(request))


@room.delete("/privacy/mine/erasure", "privacy.own")
def withdraw_my_erasure(request: HttpRequest) -> None:
    """Take one's own request for erasure back."""
    requests.withdraw(caller(request))


@room.post("/privacy/people/{pk}/export", "privacy.manage", HeldOut)
def take_data_of_person(request: HttpRequest, pk: Key) -> Answer:
    """Take everything that is held of a person."""
    return exporting.document(caller(request), found(Person, pk=pk))


@room.post("/privacy/people/{pk}/erasure", "privacy.manage", ErasureOut, status=201)
def plan_erasure(request: HttpRequest, pk: Key, said: ErasureIn) -> Answer:
    """Plan the erasure of a person's name."""
    return erasing.ask(caller(request), found(Person, pk=pk), said.email)


@room.post("/privacy/erasures/{pk}/call-off", "privacy.manage", Done)
def call_erasure_off(request: HttpRequest, pk: Key) -> Answer:
    """Call a planned erasure off."""
    erasing.call_off(caller(request), found(Erasure, pk=pk))
    return {}


@room.get("/privacy/requests", "privacy.manage", list[ErasureRequestOut])
def list_erasure_requests(request: HttpRequest) -> Answer:
    """List the requests for erasure that wait for an answer, what is due first, first."""
    return list(queries.open_requests())


@room.post("/privacy/requests/{pk}/refuse", "privacy.manage", Done)
def refuse_erasure_request(request: HttpRequest, pk: Key, said: RefusalIn) -> Answer:
    """Refuse a request for erasure, with the reason that the person reads."""
    requests.refuse(caller(request), found(ErasureRequest, pk=pk), said.reason)
    return {}
