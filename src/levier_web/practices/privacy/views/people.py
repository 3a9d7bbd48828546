"""What is held of one person: their own page, and that of an owner for who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.organisation.models import Person
from levier_web.practices.privacy import queries
from levier_web.practices.privacy.models import Erasure
from levier_web.practices.privacy.services import erasing, exporting
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
    return render(request, "privacy/mine.html", {"counts": queries.counts(reader(request))})


@door("privacy.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand over what is held of a person, and plan the erasure of their name.

    Nothing that they did is counted or read here without an act that the audit log keeps.
    """
    who, error = get_object_or_404(Person, pk=pk), ""
    if request.method == "POST":
        try:
            made = erasing.ask(reader(request), who, request.POST.get("typed", ""))
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, say("privacy.person.planned", day=day(made.due_at)))
            return redirect("privacy:person", pk)
    waiting = erasing.waiting(who)
    context = {
        "person": who,
        "waiting": waiting,
        "erased": erasing.erased(who),
        "texts": list(erasing.texts_of(who)) if waiting else [],
        "days": erasing.WAITS.days,
        "error": error,
    }
    return render(request, "privacy/person.html", context, status=422 if error else 200)


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
