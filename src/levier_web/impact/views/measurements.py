"""Measurements: asked for, followed, read again; why metrics moved; what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.impact import queries
from levier_web.impact.models import Measurement
from levier_web.impact.services import asking, reconciled
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door("impact.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List every measurement, the last one first."""
    page = Paginator(queries.history(), 25).get_page(request.GET.get("page"))
    return render(request, "impact/measurements.html", {"page": page, "listing": {"page": page}})


@door("impact.read")
@require_safe
def measurement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one measurement, as it was."""
    one = get_object_or_404(Measurement, pk=pk)
    rows = queries.effects(one.pk)
    low, high = queries.scale_of(rows)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(
        request,
        "impact/measurement.html",
        {"measurement": one, "listing": {"page": page}, "low": low, "high": high},
    )


@door("impact.measure")
@require_POST
def measure(request: HttpRequest) -> HttpResponseBase:
    """Ask for a measurement now."""
    asking.measure_now(reader(request))
    messages.info(request, say("impact.measure.asked"))
    return redirect("impact:list")


@door("impact.read")
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Give the line that says how far the measurement is; the page asks for it again."""
    return render(
        request,
        "impact/progress.html",
        {"moving": queries.under_way(), "asked_again": True, "failure": queries.last_failure()},
    )


@door("impact.read")
@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """Show why each metric moved: trend, season, controls, decisions, and what nobody explains."""
    measurement = queries.latest()
    metrics = reconciled.metrics(measurement)
    chosen = request.GET.get("metric") or (metrics[0].slug if metrics else "")
    shown = reconciled.shown(measurement, chosen, current_language()) if measurement else None
    return render(
        request,
        "impact/why.html",
        {"measurement": measurement, "metrics": metrics, "chosen": chosen, "shown": shown},
    )


@door("impact.read", write="impact.measure")
@require_http_methods(["GET", "HEAD", "POST"])
def outlook(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show, or ask, what it would take to measure a decision that is not taken yet."""
    decision = sheet_or_404(reader(request), slug)
    if request.method == "POST":
        asking.outlook_wanted(reader(request), decision)
        return redirect("impact:outlook", slug=slug)
    found = queries.outlooks(decision)
    waiting = any(one.state in {"waiting", "running"} for one in found)
    return render(
        request,
        "impact/outlook.html",
        {"decision": decision, "outlooks": found, "waiting": waiting},
    )
