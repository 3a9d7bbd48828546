"""Calls of programs about the committee pack."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query

from levier_web.decisions.models import CommitteeSession
from levier_web.practices.committee_pack.services import documents
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import found

room = Room("committee_pack")
MEDIA = "application/octet-stream"


@room.binary("/committee-pack/{language}/{form}", "committee_pack.read", MEDIA)
def take_committee_pack(
    request: HttpRequest,
    language: Literal["fr", "en"],
    form: Literal["pptx", "pdf", "xlsx"],
    session: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
) -> HttpResponse:
    """Take the pack away: slides, pages or a workbook."""
    held = found(CommitteeSession, pk=session) if session is not None else None
    made = documents.document(caller(request), language, form, held)
    response = HttpResponse(made.content, content_type=MEDIA)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
