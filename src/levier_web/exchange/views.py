"""Workspaces brought in and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.exchange.models import Arrival
from levier_web.exchange.services import bringing
from levier_web.exchange.services.going_out import archive
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door("exchange.read", write="exchange.bring")
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponseBase:
    """Offer both ways, and preview an archive that is brought in."""
    refused = ""
    if request.method == "POST":
        upload = request.FILES.get("archive")
        if upload is None or upload.file is None:
            refused = say("exchange.in.no_file")
        elif (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
            refused = str(Suspicious("exchange.archive.too_big"))
        else:
            try:
                arrived = bringing.receive(reader(request), upload.name or "", upload.file)
            except Refusal as refusal:
                refused = str(refusal)
            else:
                return redirect("exchange:arrival", pk=arrived.pk)
    return render(
        request,
        "exchange/home.html",
        {"refused": refused, "arrivals": Arrival.objects.defer("faults", "summary")[:20]},
        status=422 if refused else 200,
    )


@door("exchange.read")
@require_POST
def out(request: HttpRequest) -> HttpResponse:
    """Give the whole workspace as an archive."""
    response = HttpResponse(archive(reader(request)), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="levier-workspace.zip"'
    return response


@door("exchange.read", write="exchange.bring")
@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what an archive would change, and do it when told."""
    one = get_object_or_404(Arrival, pk=pk)
    if request.method == "POST":
        bringing.apply(reader(request), one)
        messages.success(request, say("exchange.in.applied"))
        return redirect("impact:list")
    return render(request, "exchange/arrival.html", {"arrival": one})


@door("exchange.bring")
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Leave a preview aside."""
    bringing.drop(reader(request), get_object_or_404(Arrival, pk=pk))
    messages.info(request, say("exchange.in.dropped"))
    return redirect("exchange:home")
