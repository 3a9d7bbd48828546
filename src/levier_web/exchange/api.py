"""Calls of programs about the exchange: the whole workspace out, another one in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Schema
from ninja.files import UploadedFile

from levier_web.exchange.models import Arrival
from levier_web.exchange.services import bringing
from levier_web.exchange.services.going_out import archive
from levier_web.ui.api.addresses import addressed
from levier_web.ui.api.pages import Asked, Page, paged
from levier_web.ui.api.problems import Invalid
from levier_web.ui.api.rooms import Room, caller
from levier_web.ui.api.shapes import Answer, Key, found
from levier_web.ui.words import say

room = Room("exchange")
addressed(exchange_arrival="/exchange/arrivals/{id}")


class ArrivalOut(Schema):
    """One archive that was brought in."""

    id: int
    state: str
    name: str
    fingerprint: str
    at: datetime
    applied_at: datetime | None


class ArrivalRead(ArrivalOut):
    """The same with what it would change, or its faults."""

    summary: dict[str, Any]
    faults: list[dict[str, Any]]


@room.binary("/exchange/workspace", "exchange.read", "application/zip")
def export_workspace(request: HttpRequest) -> HttpResponse:
    """Take the whole workspace out as an archive."""
    response = HttpResponse(archive(caller(request)), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="levier-workspace.zip"'
    return response


@room.get("/exchange/arrivals", "exchange.read", Page[ArrivalOut])
def list_arrivals(request: HttpRequest, asked: Query[Asked]) -> Answer:
    """List the archives that were brought in."""
    rows = Arrival.objects.defer("faults", "summary").order_by("-pk")
    return paged(request, asked, rows)


@room.post("/exchange/arrivals", "exchange.bring", ArrivalRead, status=201)
def bring_workspace(request: HttpRequest, file: File[UploadedFile]) -> Answer:
    """Bring an archive in: shown first, nothing is changed yet."""
    if file.file is None:
        raise Invalid([("file", "missing", say("exchange.in.no_file"))])
    return bringing.receive(caller(request), file.name or "", file.file)


@room.get("/exchange/arrivals/{pk}", "exchange.read", ArrivalRead)
def read_arrival(request: HttpRequest, pk: Key) -> Answer:
    """Read what an archive would change."""
    return found(Arrival, pk=pk)


@room.post("/exchange/arrivals/{pk}/apply", "exchange.bring", ArrivalRead)
def apply_arrival(request: HttpRequest, pk: Key) -> Answer:
    """Do what an archive would change."""
    bringing.apply(caller(request), found(Arrival, pk=pk))
    return found(Arrival, pk=pk)


@room.delete("/exchange/arrivals/{pk}", "exchange.bring")
def drop_arrival(request: HttpRequest, pk: Key) -> None:
    """Leave an archive aside."""
    bringing.drop(caller(request), found(Arrival, pk=pk))
