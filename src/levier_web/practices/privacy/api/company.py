"""Calls of programs about privacy: floors, lengths of keeping, the files made of the settings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from levier_web.organisation.audit import first_broken
from levier_web.organisation.floors import groups
from levier_web.organisation.floors.settling import found_anew
from levier_web.practices.privacy import queries
from levier_web.practices.privacy.models import MadeFile
from levier_web.practices.privacy.services import files, functions, retention
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Done, In, Key, Line, found

room = Room("privacy")
addressed(privacy_madefile="/privacy/files/{id}")
MEDIA = "application/octet-stream"


class TeamGroupOut(Schema):
    """Teams that are told as one."""

    label: str
    shown: bool


class PrivacyOut(Schema):
    """The floor in force, the groups of teams, and whether the audit log is whole."""

    floor: int
    groups: list[TeamGroupOut]
    functions: bool = Field(description="Whether functions stand beside what people write.")
    audit_log_whole: bool


class KeptOut(Schema):
    """How long one kind of thing is kept, and how many would go now."""

    kind: str
    days: int = Field(description="Zero: for ever.")
    count: int


class KeptIn(In):
    """Days by kind; a kind that is left out stays as it is."""

    days: Annotated[dict[Annotated[str, Field(max_length=40)], int], Field(max_length=40)]


class AnewIn(In):
    """Why the groups are founded anew."""

    reason: Line


class FunctionsIn(In):
    """Whether functions are shown beside what people write."""

    shown: bool


class MadeFileOut(Schema):
    """A file made of the settings of its day."""

    id: int
    kind: str
    at: datetime
    fingerprint: str


@room.get("/privacy", "privacy.read", PrivacyOut)
def read_privacy(request: HttpRequest) -> Answer:
    """Read the floor, the groups of teams and the state of the audit log."""
    held = groups()
    return {
        "floor": held.floor,
        "groups": [{"label": one.label, "shown": one.shown} for one in held.every],
        "functions": held.functions,
        "audit_log_whole": first_broken() is None,
    }


@room.post("/privacy/groups/anew", "privacy.manage", Done)
def found_groups_anew(request: HttpRequest, said: AnewIn) -> Answer:
    """Found the groups of teams anew."""
    found_anew(caller(request), said.reason)
    return {}


@room.post("/privacy/functions", "privacy.manage", Done)
def show_functions(request: HttpRequest, said: FunctionsIn) -> Answer:
    """Show functions beside what people write, or no longer."""
    functions.show(caller(request), shown=said.shown)
    return {}


@room.get("/privacy/retention", "privacy.read", list[KeptOut])
def list_retention(request: HttpRequest) -> Answer:
    """List how long each kind of thing is kept, and how many would go now."""
    return _kept()


@room.patch("/privacy/retention", "privacy.manage", list[KeptOut])
def change_retention(request: HttpRequest, said: KeptIn) -> Answer:
    """Set how long kinds of things are kept."""
    retention.settle(caller(request), retention.chosen() | said.days)
    return _kept()


@room.get("/privacy/files", "privacy.read", list[MadeFileOut])
def list_privacy_files(request: HttpRequest) -> Answer:
    """List the last files of each kind."""
    return [one for _, made in queries.files() for one in made]


@room.post("/privacy/files/{kind}", "privacy.read", MadeFileOut, status=201)
def make_privacy_file(
    request: HttpRequest, kind: Literal["register", "assessment", "consultation"]
) -> Answer:
    """Make a file of today's settings."""
    return files.make(caller(request), kind)


@room.binary("/privacy/files/{pk}/{language}/{form}", "privacy.read", MEDIA)
def take_privacy_file(
    request: HttpRequest,
    pk: Key,
    language: Literal["fr", "en"],
    form: Literal["pdf", "html"],
) -> HttpResponse:
    """Take a file, as a tagged PDF or as a page."""
    made = found(MadeFile, pk=pk)
    content = files.printed(made, language) if form == "pdf" else files.shown(made, language)
    response = HttpResponse(content, content_type=MEDIA)
    response["Content-Disposition"] = f'attachment; filename="{made.kind}-{language}.{form}"'
    return response


def _kept() -> list[dict[str, object]]:
    return [
        {"kind": one.kind.name, "days": one.days, "count": one.count} for one in retention.preview()
    ]
