"""What is held of one person: their own page, and that of an owner for who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.organisation.models import Person
from levier_web.practices.privacy import queries
from levier_web.practices.privacy.models import Erasure, ErasureRequest
from levier_web.practices.privacy.services import erasing, exporting, requests
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.templatetags.words import day
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door("privacy.own")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show what is held of whoever asks, and hand it over."""
    if request.method == "POST":
        return _archive(request, reader(request))
    return _mine(request)


@door("privacy.own")
@require_POST
def ask_erasure(request: HttpRequest) -> HttpResponseBase:
    """Ask for the erasure of one's own name."""
    try:
        made = requests.request(reader(request))
    except Refusal as refusal:
        return _mine(request, refusal)
    messages.success(request, say("privacy.mine.requested", day=day(made.due_on)))
    return redirect("privacy:mine")


@door("privacy.own")
@require_POST
def withdraw_erasure(request: HttpRequest) -> HttpResponseBase:
    """Take one's own request back."""
    try:
        requests.withdraw(reader(request))
    except Refusal as refusal:
        return _mine(request, refusal)
    messages.success(request, say("privacy.mine.withdrawn"))
    return redirect("privacy:mine")


@door("privacy.manage")
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Refuse the request of a person, with a reason that they read."""
    asked = get_object_or_404(ErasureRequest, pk=pk)
    try:
        requests.refuse(reader(request), asked, request.POST.get("reason", ""))
    except Refusal as refusal:
        return _person(request, asked.person, refusal, "reason")
    messages.success(request, say("privacy.person.refused"))
    return redirect("privacy:person", asked.person_id)


@door("privacy.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand over what is held of a person, and plan the erasure of their name.

    Nothing that they did is counted or read here without an act that the audit log keeps.
    """
    who, wrong = get_object_or_404(Person, pk=pk), None
    if request.method == "POST":
        try:
            made = erasing.ask(reader(request), who, request.POST.get("typed", ""))
        except Refusal as refusal:
            wrong = refusal
        else:
            messages.success(request, say("privacy.person.planned", day=day(made.due_at)))
            return redirect("privacy:person", pk)
    return _person(request, who, wrong)


def _person(
    request: HttpRequest, who: Person, wrong: Refusal | None, field: str = "typed"
) -> HttpResponse:
    waiting = erasing.waiting(who)
    context = {
        "person": who,
        "waiting": waiting,
        "erased": erasing.erased(who),
        "texts": list(erasing.texts_of(who)) if waiting else [],
        "days": erasing.WAITS.days,
        "asked": erasing.request_of(who),
        "last": queries.last_request(who),
        "mine": who.pk == reader(request).pk,
        "reason": request.POST.get("reason", ""),
        "wrong": {field: str(wrong)} if wrong else {},
    }
    return render(request, "privacy/person.html", context, status=wrong.status if wrong else 200)


def _mine(request: HttpRequest, wrong: Refusal | None = None) -> HttpResponse:
    who = reader(request)
    context = {
        "counts": queries.counts(who),
        "asked": queries.last_request(who),
        "planned": erasing.waiting(who),
        "wrong": wrong,
    }
    return render(request, "privacy/mine.html", context, status=wrong.status if wrong else 200)


@door("privacy.manage")
@require_POST
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand over what is held of a person."""
    return _archive(request, get_object_or_404(Person, pk=pk))


@door("privacy.manage")
@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Call an erasure off."""
    erasure = get_object_or_404(Erasure, pk=pk)
    erasing.call_off(reader(request), erasure)
    messages.success(request, say("privacy.person.called_off"))
    return redirect("privacy:person", erasure.person_id)


def _archive(request: HttpRequest, who: Person) -> HttpResponse:
    made = exporting.archive(reader(request), who, current_language())
    answer = HttpResponse(made, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="levier-person-{who.pk}.zip"'
    return answer
