"""Groups of the directory: what each gives, seen before it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.identity import queries
from levier_web.identity.forms import GroupForm
from levier_web.identity.models import Group
from levier_web.identity.services import groups as services
from levier_web.organisation.models import Team
from levier_web.ui.doors import door
from levier_web.ui.lists import Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door("identity.manage")
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Show the groups of the directory and what they give."""
    given = [("False", say("identity.group.with_role")), ("True", say("identity.group.no_role"))]
    tools = ListTools(
        ("name", "team__name"),
        {"name": ("name",), "people": ("people", "name"), "role": ("role", "name")},
        (Filter("role", say("identity.field.role"), "without_role", given),),
    )
    listing = tools.shown(request, queries.groups())
    return render(request, "identity/groups.html", {"listing": listing})


@door("identity.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def new_group(request: HttpRequest) -> HttpResponseBase:
    """Name a group of the directory, and say what it gives."""
    return _edited(request, None)


@door("identity.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a group gives: first shown, then applied."""
    return _edited(request, get_object_or_404(queries.groups(), pk=pk))


@door("identity.manage")
@require_POST
def forget_group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remove a group; what it gave is taken back."""
    services.forget_group(reader(request), get_object_or_404(Group, pk=pk))
    messages.success(request, say("identity.group.forgotten"))
    return redirect("identity:groups")


def _edited(request: HttpRequest, held: Group | None) -> HttpResponseBase:
    if request.method != "POST":
        team = held.team.name if held is not None and held.team else ""
        initial = {"name": held.name, "role": held.role, "team": team} if held else {}
        return _page(request, held, GroupForm(initial=initial))
    form = GroupForm(request.POST)
    if not form.is_valid():
        return _page(request, held, form, 422)
    if "apply" not in request.POST and held is not None:
        return _page(request, held, form, previewed=True)
    try:
        services.map_group(reader(request), held, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, held, form, 422)
    messages.success(request, say("identity.group.kept"))
    return redirect("identity:groups")


def _page(
    request: HttpRequest,
    held: Group | None,
    form: GroupForm,
    status: int = 200,
    *,
    previewed: bool = False,
) -> HttpResponse:
    context = {
        "group": held,
        "form": form,
        "previewed": previewed,
        "effects": services.effects(held, form.cleaned_data["role"]) if previewed else [],
        "teams": Team.objects.filter(archived=False).values_list("name", flat=True),
    }
    return render(request, "identity/group.html", context, status=status)
