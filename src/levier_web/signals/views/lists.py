"""Lists of signals: what comes back, every one, one's own; and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from levier_web.organisation.queries import groups_shown, spoken
from levier_web.signals import queries, services
from levier_web.signals.forms import fates, kinds
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from levier_web.organisation.queries import Shown
    from levier_web.signals.models import Signal


@door("signals.read")
@require_safe
def recurring(request: HttpRequest) -> HttpResponse:
    """Show what keeps coming back, most voices first."""
    listing = recurring_tools().shown(request, queries.groups())
    rows = list(listing.page.object_list)
    trends = services.trends([group.pk for group in rows], timezone.now())
    context = {"listing": listing, "rows": [(group, trends[group.pk]) for group in rows]}
    return render(request, "signals/recurring.html", context | tabs(request))


@door("signals.read")
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Show every signal, or hand them out as CSV."""
    tools, shown = every_tools(), groups_shown()
    if request.GET.get("export") == "csv":
        return tools.exported(request, queries.signals(), columns(shown), "signals")
    listing = tools.shown(request, queries.signals())
    rows = [(s, spoken(s.function, s.team_id, shown)) for s in listing.page.object_list]
    context = {"listing": listing, "rows": rows, "exportable": True}
    return render(request, "signals/every.html", context | tabs(request))


@door("signals.read")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own signals with what became of them; what is shown is news no longer."""
    person = reader(request)
    listing = ListTools(("text",), {"date": ("-created_at",)}).shown(request, queries.mine(person))
    rows = list(listing.page.object_list)
    words = queries.last_words([signal.pk for signal in rows])
    told = {"listing": listing, "rows": [(signal, words.get(signal.pk)) for signal in rows]}
    answer = render(request, "signals/mine.html", told | tabs(request))
    services.seen(person)
    return answer


@door("signals.read")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show what share of the signals led to something, and how long an answer takes."""
    told = services.conversion(timezone.now())
    return render(request, "signals/figures.html", {"figures": told} | tabs(request))


def tabs(request: HttpRequest) -> dict[str, object]:
    """Give what the line of tabs shows."""
    return {"news": queries.news_count(reader(request))}


def recurring_tools() -> ListTools:
    """Say by what groups are searched and sorted."""
    return ListTools(
        ("title",),
        {"voices": ("voices", "last_at"), "teams": ("teams", "voices"), "last": ("last_at",)},
        default="-voices",
    )


def every_tools() -> ListTools:
    """Say by what signals are searched, sorted and filtered."""
    return ListTools(
        ("text", "detail", "client__name", "product__name"),
        {"date": ("-created_at",), "kind": ("kind", "-created_at"), "text": ("text",)},
        (
            Filter("kind", say("signals.field.kind"), "kind", kinds()),
            Filter("fate", say("signals.field.fate"), "fate", fates()),
        ),
    )


def columns(shown: Shown) -> list[Column]:
    """Give the columns of the export; no author among them."""

    def voice(signal: Signal) -> str:
        return spoken(signal.function, signal.team_id, shown)

    return [
        Column(say("signals.column.date"), lambda s: timezone.localtime(s.created_at).date()),
        Column(say("signals.field.text"), lambda s: s.text),
        Column(say("signals.field.kind"), lambda s: say(f"signals.kind.{s.kind}")),
        Column(say("signals.column.voice"), voice),
        Column(say("signals.field.client"), lambda s: s.client),
        Column(say("signals.field.product"), lambda s: s.product),
        Column(say("signals.field.metric"), lambda s: s.metric),
        Column(say("signals.field.fate"), lambda s: say(f"signals.fate.{s.fate}")),
        Column(say("signals.column.group"), lambda s: s.group),
    ]
