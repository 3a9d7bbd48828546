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
from levier_web.organisation.floors import groups
from levier_web.organisation.models import Product
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.templatetags.words import t_choice
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from levier_web.organisation.floors import Groups
    from levier_web.organisation.models import Person

MOST_CHOICES = 60
"""A filter with more lines is left out: the search finds by team and product too."""
SEARCHED = ("title", "context", "reason", "owner", "kind", "product__name", "slug")
SORTS = {
    "changed": ("-changed_at",),
    "title": ("title",),
    "state": ("state",),
    "kind": ("kind",),
    "team": ("team_order",),
    "starts": ("starts_on",),
    "review": ("review_on",),
    "cost": ("planned_cost",),
}


def _worded(values: list[str], prefix: str) -> list[tuple[str, str]]:
    return [(value, say(f"{prefix}.{value}")) for value in values]


def tools() -> ListTools:
    """Say how decisions may be asked; teams by their groups."""
    held = groups()
    kinds, origins = kinds_and_origins()
    products = Product.objects.filter(archived=False).values_list("pk", "name")
    filters = [
        Filter("state", say("decisions.list.state"), "state", _states()),
        Filter("stage", say("decisions.list.stage"), "stage", _stages()),
        Filter("kind", say("decisions.list.kind"), "kind", [(k, k) for k in kinds]),
        Filter(
            "origin",
            say("decisions.list.origin"),
            "origin",
            [(one, t_choice("decisions.origin", one)) for one in origins],
        ),
        Filter("team", say("decisions.list.team"), "team__in", held.choices(), pick=held.members),
        Filter(
            "product",
            say("decisions.list.product"),
            "product",
            [(str(k), n) for k, n in products[: MOST_CHOICES + 1]],
        ),
    ]
    shown = tuple(one for one in filters if 1 < len(one.choices) <= MOST_CHOICES)
    return ListTools(SEARCHED, SORTS, shown, also=held.matching)


def _states() -> list[tuple[str, str]]:
    return _worded(Decision.State.values, "decisions.state")


def _stages() -> list[tuple[str, str]]:
    return _worded(Stage.values, "decisions.stage")


def _columns(held: Groups) -> list[Column]:
    names = ("slug", "title", "state", "kind", "origin", "team", "product", "owner", "stage")
    days = ("planned_cost", "starts_on", "decided_on", "ends_on", "review_on")
    return [
        Column(say(f"decisions.field.{name}"), partial(_cell, name, held))
        for name in (*names, *days)
    ]


def _cell(name: str, held: Groups, row: Decision) -> object:
    return held.label(row.team_id) if name == "team" else getattr(row, name) or ""


def rows(person: Person) -> QuerySet[Decision]:
    """Give the decisions that a person may see, sortable by the groups of their teams."""
    return listed(person).annotate(team_order=groups().order())


@door("decisions.read")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the decisions that the reader may see."""
    asked, found = tools(), rows(reader(request))
    if request.GET.get("export") == "csv":
        return asked.exported(request, found, _columns(groups()), "decisions")
    shown = asked.shown(request, found)
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
