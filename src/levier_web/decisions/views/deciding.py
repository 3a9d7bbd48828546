"""From a draft to an answer, and what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from levier_web.decisions.forms import AmendForm, DecideForm, ReasonForm, StopForm, as_typed
from levier_web.decisions.models import DecisionVersion
from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.decisions.services import deciding, versions
from levier_web.decisions.views.acting import Act, acted, done
from levier_web.ui.doors import door
from levier_web.ui.reader import reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ASKING = ["GET", "HEAD", "POST"]


@door("decisions.read", write="decisions.write")
@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a sheet before those who decide."""
    decision = sheet_or_404(reader(request), slug)
    return done(request, decision, "proposed", lambda: deciding.propose(reader(request), decision))


@door("decisions.read", write="decisions.write")
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a proposal back."""
    decision = sheet_or_404(reader(request), slug)
    work = lambda: deciding.withdraw(reader(request), decision)  # noqa: E731 - one line says it
    return done(request, decision, "withdrawn", work)


@door("decisions.read", write="decisions.decide")
@require_http_methods(ASKING)
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Say yes."""
    decision = sheet_or_404(reader(request), slug)
    first = {"starts_on": decision.starts_on}
    form = DecideForm(request.POST if request.method == "POST" else None, initial=first)
    act = Act(
        "decide",
        "decided",
        "sheet.decide",
        lambda said: deciding.decide(reader(request), decision, said["reason"], said["starts_on"]),
    )
    return acted(request, decision, form, act)


@door("decisions.read", write="decisions.decide")
@require_http_methods(ASKING)
def send_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what is missing."""
    decision = sheet_or_404(reader(request), slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    act = Act(
        "send_back",
        "sent_back",
        "sheet.send_back",
        lambda said: deciding.send_back(reader(request), decision, said["reason"]),
    )
    return acted(request, decision, form, act)


@door("decisions.read", write="decisions.decide")
@require_http_methods(ASKING)
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop what runs."""
    decision = sheet_or_404(reader(request), slug)
    first = {"ends_on": timezone.localdate()}
    form = StopForm(request.POST if request.method == "POST" else None, initial=first)
    act = Act(
        "stop",
        "stopped",
        "sheet.stop",
        lambda said: deciding.stop(reader(request), decision, said["reason"], said["ends_on"]),
        danger=True,
    )
    return acted(request, decision, form, act)


@door("decisions.read", write="decisions.decide")
@require_http_methods(ASKING)
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a settled decision again."""
    decision = sheet_or_404(reader(request), slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    act = Act(
        "reopen",
        "reopened",
        "sheet.reopen",
        lambda said: deciding.reopen(reader(request), decision, said["reason"]),
    )
    return acted(request, decision, form, act)


@door("decisions.read", write="decisions.write")
@require_http_methods(ASKING)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a version to a settled decision."""
    decision = sheet_or_404(reader(request), slug)
    first = {name: as_typed(getattr(decision, name)) for name in deciding.AMENDED}
    form = AmendForm(request.POST if request.method == "POST" else None, initial=first)
    act = Act(
        "amend",
        "amended",
        "amend.save",
        lambda said: deciding.amend(reader(request), decision, said, said["note"]),
    )
    return acted(request, decision, form, act)


@door("decisions.read")
@require_safe
def proof(request: HttpRequest) -> HttpResponse:
    """Check the chain of versions from its beginning."""
    context = {"broken": versions.first_broken(), "count": DecisionVersion.objects.count()}
    return render(request, "decisions/proof.html", context)
