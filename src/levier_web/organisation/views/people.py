"""People: found, added, given roles, invited, sent away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.organisation import queries
from levier_web.organisation.forms import DetailsForm, PersonForm, RolesForm
from levier_web.organisation.forms import roles as role_choices
from levier_web.organisation.models import Team
from levier_web.organisation.services import invitations, letters
from levier_web.organisation.services import people as services
from levier_web.ui.doors import door
from levier_web.ui.lists import Column, Filter, ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from levier_web.organisation.models import Person


def tools() -> ListTools:
    """Say by what people are searched, sorted and filtered."""
    states = [("True", say("organisation.people.active"))]
    states.append(("False", say("organisation.people.inactive")))
    return ListTools(
        ("name", "email", "function", "team__name"),
        {"name": ("name",), "team": ("team__name", "name"), "function": ("function", "name")},
        (
            Filter("role", say("organisation.field.roles"), "memberships__role", role_choices()),
            Filter("state", say("organisation.people.state"), "is_active", states),
        ),
    )


@door("organisation.people")
@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """Show who may sign in."""
    if request.GET.get("export") == "csv":
        return tools().exported(request, queries.people(), _columns(), "people")
    listing = tools().shown(request, queries.people())
    context = {"listing": listing, "exportable": True, "now": timezone.now()}
    return render(request, "organisation/people.html", context)


@door("organisation.people")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Add somebody, and show the link that lets them in."""
    form = PersonForm(request.POST or None, initial={"language": reader(request).language or "fr"})
    if request.method == "POST" and form.is_valid():
        try:
            person, path = services.add_person(reader(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _link(request, person, path)
    context = {"form": form, "teams": _teams()}
    status = 422 if request.method == "POST" else 200
    return render(request, "organisation/new_person.html", context, status=status)


@door("organisation.people")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a person and correct what is known of them."""
    person = get_object_or_404(queries.people(), pk=pk)
    if request.method != "POST":
        return _page(request, person, DetailsForm.of(person))
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, 422)
    services.change_person(reader(request), person, **form.cleaned_data)
    messages.success(request, say("organisation.people.changed"))
    return redirect("organisation:person", pk)


@door("organisation.people")
@require_POST
def roles(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give a person their roles."""
    person = get_object_or_404(queries.people(), pk=pk)
    services.give_roles(reader(request), person, request.POST.getlist("roles"))
    messages.success(request, say("organisation.people.changed"))
    return redirect("organisation:person", pk)


@door("organisation.people")
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a new link for a person, and show it once."""
    person = get_object_or_404(queries.people(), pk=pk)
    return _link(request, person, invitations.invite(reader(request), person))


@door("organisation.people")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close the links of a person."""
    invitations.withdraw(reader(request), get_object_or_404(queries.people(), pk=pk))
    messages.success(request, say("organisation.people.withdrawn"))
    return redirect("organisation:person", pk)


@door("organisation.people")
@require_POST
def active(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close Levier to a person, or open it again."""
    person = get_object_or_404(queries.people(), pk=pk)
    turn = services.deactivate if person.is_active else services.reactivate
    turn(reader(request), person)
    messages.success(request, say("organisation.people.changed"))
    return redirect("organisation:person", pk)


def _page(
    request: HttpRequest, person: Person, form: DetailsForm, status: int = 200
) -> HttpResponse:
    held = [one.role for one in person.memberships.all()]
    context = {
        "person": person,
        "form": form,
        "roles": RolesForm(initial={"roles": held}),
        "teams": _teams(),
        "now": timezone.now(),
    }
    return render(request, "organisation/person.html", context, status=status)


def _link(request: HttpRequest, person: Person, path: str) -> HttpResponse:
    link = request.build_absolute_uri(path)
    context = {"person": person, "link": link, "sent": letters.send_link(person, link)}
    return render(request, "organisation/link.html", context)


def _teams() -> list[str]:
    live = Team.objects.filter(archived=False).order_by("name")
    return list(live.values_list("name", flat=True)[:500])


def _columns() -> list[Column]:
    def held(person: Person) -> str:
        return " / ".join(sorted(one.role for one in person.memberships.all()))

    return [
        Column("email", lambda p: p.email),
        Column("name", lambda p: p.name),
        Column("function", lambda p: p.function),
        Column("team", lambda p: p.team),
        Column("roles", held),
        Column("language", lambda p: p.language),
    ]
