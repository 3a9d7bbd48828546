"""What the company is made of: tribes, teams, products, clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.organisation import queries
from levier_web.organisation.services import structure as services
from levier_web.ui.doors import door
from levier_web.ui.lists import Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from levier_web.organisation.models.company import Named


@door("organisation.read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show tribes and teams with the number of their people."""
    context = {"tribes": queries.tribes_with_teams(), "alone": queries.teams_alone()}
    return render(request, "organisation/home.html", context)


@door("organisation.read", write="organisation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest, of: str) -> HttpResponseBase:
    """Show one list, and add to it."""
    _known(of)
    if request.method != "POST":
        return _list(request, of)
    try:
        services.add(
            reader(request), of, request.POST.get("name", ""), request.POST.get("parent", "")
        )
    except Refusal as refusal:
        return _list(request, of, str(refusal))
    messages.success(request, say("organisation.structure.added"))
    return redirect("organisation:structure", of)


@door("organisation.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, of: str, pk: int) -> HttpResponseBase:
    """Rename one, or put it under another parent."""
    thing, error = _thing(of, pk), ""
    if request.method == "POST":
        name, parent = request.POST.get("name", ""), request.POST.get("parent", "")
        try:
            services.change(reader(request), of, thing, name, parent)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, say("organisation.structure.changed"))
            return redirect("organisation:structure", of)
    context = {"of": of, "thing": thing, "parent": _parent(of, thing), "error": error}
    return render(
        request, "organisation/change.html", context | _words(of), status=422 if error else 200
    )


@door("organisation.manage")
@require_POST
def archive(request: HttpRequest, of: str, pk: int) -> HttpResponseBase:
    """Put one away, or take it out again."""
    thing = _thing(of, pk)
    services.archive(reader(request), thing, away=not thing.archived)
    messages.success(request, say("organisation.structure.changed"))
    return redirect("organisation:structure", of)


def tools(of: str) -> ListTools:
    """Say by what one list is searched, sorted and filtered."""
    parent = services.PARENT.get(of)
    searched = ("name", f"{parent[0]}__name") if parent else ("name",)
    archived = [("False", say("organisation.structure.live"))]
    archived.append(("True", say("organisation.structure.archived")))
    state = Filter("archived", say("organisation.structure.state"), "archived", archived)
    return ListTools(searched, {"name": ("name",)}, (state,))


def _list(request: HttpRequest, of: str, error: str = "") -> HttpResponse:
    parent = services.PARENT.get(of)
    rows = services.STRUCTURE[of]._default_manager.all()
    kept = rows.select_related(parent[0]) if parent else rows
    listing = tools(of).shown(request, kept)
    context = {
        "of": of,
        "listing": listing,
        "rows": [(row, _parent(of, row)) for row in listing.page.object_list],
        "error": error,
        "typed": request.POST,
    }
    return render(
        request, "organisation/listed.html", context | _words(of), status=422 if error else 200
    )


def _parent(of: str, thing: Named) -> str:
    field = services.PARENT.get(of)
    return str(getattr(thing, field[0]) or "") if field else ""


def _words(of: str) -> dict[str, object]:
    parent = services.PARENT.get(of)
    names: list[str] = []
    if parent:
        live = parent[1]._default_manager.filter(archived=False).order_by("name")
        names = list(live.values_list("name", flat=True)[:200])
    return {
        "title": say(f"organisation.structure.{of}"),
        "lists": [(key, say(f"organisation.structure.{key}")) for key in services.STRUCTURE],
        "parent_label": say(f"organisation.field.{parent[0]}") if parent else "",
        "names": names,
    }


def _known(of: str) -> None:
    if of not in services.STRUCTURE:
        raise Http404


def _thing(of: str, pk: int) -> Named:
    _known(of)
    return get_object_or_404(services.STRUCTURE[of]._default_manager.all(), pk=pk)
