"""How long proposals wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from levier_web.decisions.services.latency import latency
from levier_web.ui.doors import door

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door("decisions.read")
@require_safe
def waits(request: HttpRequest) -> HttpResponse:
    """Show how long answers take, and those that are late."""
    return render(request, "decisions/latency.html", {"latency": latency()})
