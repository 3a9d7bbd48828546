"""The list of decisions, its export, and what fields propose while they are typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from levier_web.decisions.models import Decision
from levier_web.decisions.queries.picking import PICKED
from levier_web.decisions.queries.sheets import coverage, kinds_and_origins, listed
from levier_web.metrics.models.choices import Stage
from levier_web.organisation.models import Product, Team
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_CHOICES = 60
"""A filter with more lines is left out: the search finds by team and product too."""
SEARCHED = ("title", "context", "reason", "owner", "kind", "team__name", "product__name", "slug")
SORTS = {
    "changed": ("-changed_at",),
    "title": ("title",),
    "state": ("state",),
    "kind": ("kind",),
    "team": ("team__name",),
    "starts": ("starts_on",),
    "review": ("review_on",),
    "cost": ("planned_cost",),
}


def _worded(values: list[str], prefix: str) -> list[tuple[str, str]]:
    return [(value, say(f"{prefix}.{value}")) for value in values]


def _tools() -> ListTools:
    kinds, origins = kinds_and_origins()
    teams = Team.objects.filter(archived=False).values_list("pk", "name")[: MOST_CHOICES + 1]
    products = Product.objects.filter(archived=False).values_list("pk", "name")
    filters = [
        Filter("state", say("decisions.list.state"), "state", _states()),
        Filter("stage", say("decisions.list.stage"), "stage", _stages()),
        Filter("kind", say("decisions.list.kind"), "kind", [(k, k) for k in kinds]),
        Filter("origin", say("decisions.list.origin"), "origin", [(o, o) for o in origins]),
        Filter("team", say("decisions.list.team"), "team", [(str(k), n) for k, n in teams]),
        Filter(
            "product",
            say("decisions.list.product"),
            "product",
            [(str(k), n) for k, n in products[: MOST_CHOICES + 1]],
        ),
    ]
    shown = tuple(one for one in filters if 1 < len(one.choices) <= MOST_CHOICES)
    return ListTools(SEARCHED, SORTS, shown)


def _states() -> list[tuple[str, str]]:
    return _worded(Decision.State.values, "decisions.state")


def _stages() -> list[tuple[str, str]]:
    return _worded(Stage.values, "decisions.stage")


def _columns() -> list[Column]:
    names = ("slug", "title", "state", "kind", "origin", "team", "product", "owner", "stage")
    days = ("planned_cost", "starts_on", "decided_on", "ends_on", "review_on")
    return [
        Column(say(f"decisions.field.{name}"), partial(_cell, name)) for name in (*names, *days)
    ]


def _cell(name: str, row: Decision) -> object:
    return getattr(row, name) or ""


@door("decisions.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the decisions that the reader may see."""
    tools, rows = _tools(), listed(reader(request))
    if request.GET.get("export") == "csv":
        return tools.exported(request, rows, _columns(), "decisions")
    shown = tools.shown(request, rows)
    context = {"listing": shown, "coverage": coverage(reader(request)), "exportable": True}
    return render(request, "decisions/list.html", context)


@door("decisions.read")
@require_safe
def pick(request: HttpRequest, what: str) -> HttpResponse:
    """Propose things whose title holds what was typed."""
    if what not in PICKED:
        raise Http404
    found = PICKED[what].proposed(request.GET.get(what, ""))
    return render(request, "decisions/proposed.html", {"found": found})
