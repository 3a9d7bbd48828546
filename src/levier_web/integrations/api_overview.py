"""Calls of programs across every room: the search, and what awaits the caller."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Schema
from pydantic import Field

from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer
from levier_web.ui.registry import SEARCHES, awaiting

room = Room("overview")


class HitOut(Schema):
    """One thing found, with the address of its page."""

    kind: str
    title: str
    address: str
    line: str


class AwaitingOut(Schema):
    """One thing that awaits the caller."""

    sentence: str
    address: str
    due: date | None


@room.get("/search", None, list[HitOut])
def search(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Annotated[int, Field(ge=1, le=50)] = 8,
) -> Answer:
    """Search across everything that the caller may see; so many of each kind."""
    person = caller(request)
    return [hit for _, find in SEARCHES for hit in find(person, q.strip(), limit)]


@room.get("/awaiting", None, list[AwaitingOut])
def list_awaiting(request: HttpRequest) -> Answer:
    """List what awaits the caller, what is due first, first."""
    return awaiting(caller(request))
