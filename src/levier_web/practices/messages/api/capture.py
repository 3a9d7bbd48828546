"""Calls of programs about what comes from outside the pages: links for walls, files of mail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import File, Query, Schema
from ninja.files import UploadedFile
from pydantic import Field

from levier_web.practices.messages import queries
from levier_web.practices.messages.api.room import room
from levier_web.practices.messages.forms import LinkForm, SettledForm
from levier_web.practices.messages.models import CaptureLink, MailFile
from levier_web.practices.messages.services import capture, mail_box, mails
from levier_web.practices.messages.services.secrets import derived
from levier_web.practices.messages.services.writing import site
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import filled
from levier_web.ui.api.rooms import caller, demand_scope
from levier_web.ui.api.shapes import Answer, In, Key, Line, Named, found
from levier_web.ui.lists import ListTools


class CaptureLinkOut(Schema):
    """A link for a wall, without the address that lets one post."""

    id: int
    name: str
    team: Named = Field(description="Where it hangs; null: anywhere in the company.")
    made_at: datetime


class CaptureLinkMade(CaptureLinkOut):
    """The same with its address, which this answer alone holds."""

    address: str


class CaptureLinkIn(In):
    """What it is called, and the team at which it hangs."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    team: Line = ""


class MailOut(Schema):
    """The words of a mail that waits for somebody to make a signal of it."""

    id: int
    line: str
    detail: str
    sender_known: bool = Field(description="Whether its sender is somebody here.")
    from_folder: bool = Field(description="Whether it lay in a watched folder.")
    brought_at: datetime


class SettledIn(In):
    """The words of the signal, as whoever read the mail settled on them."""

    text: Annotated[str, Field(min_length=1, max_length=280)]


class MailPosted(Schema):
    """The number of the signal that was made."""

    signal: int


@room.get("/messages/links", "messages.capture", Page[CaptureLinkOut])
def list_capture_links(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the links for walls that are open."""
    tools = ListTools(("name",), {"name": ("name",), "made": ("-pk",)})
    return paged(request, asked, queries.links(), tools)


@room.post("/messages/links", "messages.capture", CaptureLinkMade, status=201)
def open_capture_link(request: HttpRequest, said: CaptureLinkIn) -> Answer:
    """Make a link for a wall; a program is given its address this once."""
    made = capture.open_link(caller(request), **filled(LinkForm(said.model_dump())))
    told = {name: getattr(made, name) for name in CaptureLinkOut.model_fields}
    return told | {"address": site() + reverse("messages:say", args=[derived(made.salt)])}


@room.get("/messages/links/{pk}", "messages.capture", CaptureLinkOut)
def read_capture_link(request: HttpRequest, pk: Key) -> Answer:
    """Read one link for a wall."""
    return _link(pk)


@room.delete("/messages/links/{pk}", "messages.capture")
def revoke_capture_link(request: HttpRequest, pk: Key) -> None:
    """Have a link take nothing any more."""
    capture.revoke(caller(request), _link(pk))


@room.get("/messages/mails", "messages.mail", Page[MailOut])
def list_mails(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the mails that wait for one."""
    tools = ListTools(("line",), {"made": ("-pk",), "line": ("line",)})
    return paged(request, asked, queries.mails(caller(request)), tools, _told)


@room.post("/messages/mails", "messages.mail", MailOut, status=201)
def bring_mail(request: HttpRequest, file: File[UploadedFile]) -> Answer:
    """Bring a mail saved as a file: its words wait, no signal is made yet."""
    return _told([mail_box.bring(caller(request), file.read(mails.LARGEST + 1))])[0]


@room.get("/messages/mails/{pk}", "messages.mail", MailOut)
def read_mail(request: HttpRequest, pk: Key) -> Answer:
    """Read the words of a mail that waits."""
    return _told([_mail(request, pk)])[0]


@room.post("/messages/mails/{pk}/signal", "messages.mail", MailPosted, status=201)
def post_mail(request: HttpRequest, pk: Key, said: SettledIn) -> Answer:
    """Make a signal of a mail, in words that were settled on; once.

    The token needs `signals:write`, too.
    """
    demand_scope(request.program, "signals:write")  # type: ignore[attr-defined]
    words = filled(SettledForm(said.model_dump()))["text"]
    return {"signal": mail_box.make_signal(caller(request), _mail(request, pk), words).pk}


@room.delete("/messages/mails/{pk}", "messages.mail")
def discard_mail(request: HttpRequest, pk: Key) -> None:
    """Forget the words of a mail."""
    mail_box.discard(caller(request), _mail(request, pk))


def _link(pk: int) -> CaptureLink:
    return found(queries.links(), pk=pk)


def _mail(request: HttpRequest, pk: int) -> MailFile:
    return found(queries.mails(caller(request)), pk=pk)


def _told(rows: list[MailFile]) -> list[dict[str, Any]]:
    plain = ("id", "line", "detail", "brought_at")
    return [
        {name: getattr(row, name) for name in plain}
        | {"sender_known": row.sender_id is not None, "from_folder": row.brought_by_id is None}
        for row in rows
    ]
