"""The committee's page, the totals by group, the five axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from levier_web.impact.queries import last_failure, latest, under_way
from levier_web.impact.services import reconciled
from levier_web.ledger.queries import home as read
from levier_web.ledger.services import position
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.registry import awaiting
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

AWAITING = 6


@door("ledger.read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what stands: value against cost, what is proven and not, and what awaits the reader."""
    language = current_language()
    shown = read.home(language)
    main = None
    if shown is not None:
        metrics = reconciled.metrics(shown.measurement)
        valued = [one for one in metrics if one.value_mid is not None] or metrics
        main = reconciled.shown(shown.measurement, valued[0].slug, language) if valued else None
    due = awaiting(reader(request))
    return render(
        request,
        "ledger/home.html",
        {
            "shown": main,
            "home": shown,
            "moving": under_way(),
            "failure": last_failure(),
            "awaiting": due[:AWAITING],
            "awaiting_count": len(due),
            "axes": position.position(),
            "groups": read.GROUPS,
        },
    )


@door("ledger.read")
@require_safe
def by(request: HttpRequest, by: str) -> HttpResponse:
    """Show the totals by team, product, origin, tag, quarter or grade."""
    if by not in read.GROUPS:
        raise Http404
    measurement = latest()
    found = read.groups(measurement, by) if measurement else []
    low, high = read.scale_of_groups(found)
    return render(
        request,
        "ledger/by.html",
        {
            "groups": found,
            "by": by,
            "by_word": say(f"ledger.by.{by}").lower(),
            "all": read.GROUPS,
            "hidden": len(read.hidden_in(measurement)) if measurement and by == "team" else 0,
            "low": low,
            "high": high,
        },
    )


@door("ledger.read", write="ledger.stance")
@require_http_methods(["GET", "HEAD", "POST"])
def axes(request: HttpRequest) -> HttpResponseBase:
    """Show where technology and product stand, quarter by quarter, and take the leaders' answer."""
    if request.method == "POST":
        level = request.POST.get("level", "")
        fact = request.POST.get("fact", "")
        try:
            position.take_stance(reader(request), int(level) if level.isdecimal() else -1, fact)
        except Refusal as refusal:
            return _axes(request, refusal)
        messages.success(request, say("ledger.position.kept"))
        return redirect("ledger:position")
    return _axes(request)


def _axes(request: HttpRequest, wrong: Refusal | None = None) -> HttpResponse:
    rows = position.started()
    return render(
        request,
        "ledger/position.html",
        {
            "axes": position.position(rows=rows),
            "trend": position.trend(rows=rows),
            "levels": range(position.TOP + 1),
            "wrong": wrong,
            "typed": request.POST,
        },
        status=wrong.status if wrong else 200,
    )
