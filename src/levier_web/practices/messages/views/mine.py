"""My messages, my calendar, and the way to stop them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.identity.origin import origin_of
from levier_web.practices.messages import queries
from levier_web.practices.messages.forms import ChoiceForm
from levier_web.practices.messages.services import choosing
from levier_web.practices.messages.services.calendars import calendar
from levier_web.practices.messages.services.secrets import note_unknown, too_often
from levier_web.practices.messages.services.writing import site
from levier_web.ui.doors import door, public
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest

TRIED = 30
"""Unknown addresses that one origin may try within a minute."""


@door("messages.choose")
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Show what I chose, and keep what I choose."""
    form = ChoiceForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        choosing.choose(reader(request), **form.cleaned_data)
        messages.success(request, say("messages.done.chosen"))
        return redirect("messages:mine")
    return _page(request, form, "", 422 if form else 200)


@door("messages.choose")
@require_POST
def calendar_new(request: HttpRequest) -> HttpResponse:
    """Make the address of my calendar, or a new one; it is shown this once."""
    clear = choosing.renew_calendar(reader(request))
    return _page(request, None, site() + reverse("messages:calendar", args=[clear]))


@door("messages.choose")
@require_POST
def calendar_close(request: HttpRequest) -> HttpResponse:
    """Have no calendar any more."""
    choosing.close_calendar(reader(request))
    messages.success(request, say("messages.done.closed"))
    return redirect("messages:mine")


@public
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give a calendar to the program that knows its address."""
    origin = origin_of(request)
    person = choosing.calendar_person(secret)
    if person is None:
        note_unknown("calendar.refused", origin)
        if too_often(f"calendar.tried:{origin}", TRIED, timezone.now()):
            return HttpResponse(status=429, headers={"Retry-After": "60"})
        raise Http404
    response = HttpResponse(
        calendar(person, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'inline; filename="levier.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt  # the signed word is the right to do it; programs of mail post here
@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, word: str) -> HttpResponse:
    """End a kind of message: asked for by its reader, or at once by their program of mail."""
    if request.method != "POST":
        context = {"word": word, "done": False}
        return render(request, "messages/stop.html", context)
    try:
        person = choosing.stop(word)
    except Refusal as refusal:
        raise Http404 from refusal
    with translation.override("en" if person.language == "en" else "fr"):
        return render(request, "messages/stop.html", {"done": True})


def _page(
    request: HttpRequest, form: ChoiceForm | None, address: str, status: int = 200
) -> HttpResponse:
    person = reader(request)
    choice = queries.choice_of(person)
    first = {
        "digest": choice.digest,
        "reminders": choice.reminders,
        "quiet_from": str(choice.quiet_from),
        "quiet_until": str(choice.quiet_until),
    }
    context = {
        "form": form or ChoiceForm(initial=first),
        "choice": choice,
        "address": address,
        "failed": queries.last_failed_letter(person),
    }
    response = render(request, "messages/mine.html", context, status=status)
    if address:
        response["Cache-Control"] = "no-store"
    return response
