"""Floors, retention, files: what concerns the whole company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.organisation.audit import first_broken
from levier_web.organisation.floors import groups
from levier_web.organisation.floors.settling import found_anew
from levier_web.practices.privacy import queries
from levier_web.practices.privacy.models import MadeFile
from levier_web.practices.privacy.services import files, functions, retention
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import current_language, say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door("privacy.read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show floors, lengths, files, the state of the log and the requests of people."""
    return _home(request)


@door("privacy.manage")
@require_POST
def anew(request: HttpRequest) -> HttpResponseBase:
    """Found the groups of teams anew."""
    try:
        found_anew(reader(request), request.POST.get("reason", ""))
    except Refusal as refusal:
        return _home(request, refusal)
    messages.success(request, say("privacy.home.anew_done"))
    return redirect("privacy:home")


@door("privacy.manage")
@require_POST
def show_functions(request: HttpRequest) -> HttpResponseBase:
    """Turn the works council mode off or on."""
    functions.show(reader(request), shown=request.POST.get("shown") == "1")
    messages.success(request, say("privacy.home.cse_done"))
    return redirect("privacy:home")


@door("privacy.read", write="privacy.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponseBase:
    """Show how long things are kept with what would go now, and set it."""
    error = ""
    if request.method == "POST":
        try:
            retention.settle(reader(request), retention.as_typed(request.POST))
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, say("privacy.keep_page.saved"))
            return redirect("privacy:retention")
    context = {
        "lines": retention.preview(),
        "ever": retention.FOR_EVER,
        "typed": request.POST,
        "error": error,
    }
    return render(request, "privacy/retention.html", context, status=422 if error else 200)


@door("privacy.read", write="privacy.read")
@require_POST
def make(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Make a file of today's configuration."""
    if kind not in MadeFile.Kind.values:
        raise Http404
    files.make(reader(request), kind)
    messages.success(request, say("privacy.home.made"))
    return redirect("privacy:home")


@door("privacy.read")
@require_safe
def file(_request: HttpRequest, pk: int, language: str, form: str) -> HttpResponse:
    """Give a file: as a page or as a tagged PDF, in French or English."""
    if language not in {"fr", "en"} or form not in {"pdf", "html"}:
        raise Http404
    made, spoken = get_object_or_404(MadeFile, pk=pk), files.language_of(language)
    name = f"{made.kind}-{made.at:%Y-%m-%d}-{language}.{form}"
    if form == "pdf":
        answer = HttpResponse(files.printed(made, spoken), content_type="application/pdf")
    else:
        answer = HttpResponse(files.shown(made, spoken), content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _home(request: HttpRequest, wrong: Refusal | None = None) -> HttpResponse:
    held = groups()
    count, last = queries.lines()
    context = {
        "held": held,
        "unknown": any(one.unknown for one in held.every),
        "foundings": queries.foundings(),
        "files": [
            (kind, files.title_of(kind, current_language()), made) for kind, made in queries.files()
        ],
        "erasures": queries.erasures(),
        "requests": queries.open_requests(),
        "sweeps": queries.sweeps(),
        "broken": first_broken(),
        "count": count,
        "last": last,
        "wrong": wrong,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "privacy/home.html", context, status=wrong.status if wrong else 200)
