"""The forecast board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from levier_web.impact.queries import latest
from levier_web.learning import queries
from levier_web.ui.doors import door
from levier_web.ui.words import current_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door("learning.read")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show forecasts against measurements: people and AI side by side, nobody by name."""
    measurement = latest()
    results = (measurement.results if measurement else None) or {}
    return render(
        request,
        "learning/board.html",
        {
            "told": queries.board(current_language()),
            "measurement": measurement,
            "forecasts": results.get("portfolio", {}).get("forecasts"),
            "due": queries.due(timezone.localdate(), 14)[:6],
            "lessons": queries.lessons()[:5],
        },
    )
