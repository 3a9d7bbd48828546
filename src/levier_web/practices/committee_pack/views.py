"""The page of the committee pack, and its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from levier_web.decisions.models import CommitteeSession
from levier_web.practices.committee_pack.services import documents
from levier_web.practices.committee_pack.services.contents import contents
from levier_web.ui.doors import door
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import current_language

if TYPE_CHECKING:
    from django.http import HttpRequest

    from levier.language import Language

SESSIONS = 12
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@door("committee_pack.read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the pack will say, and give its three forms in both languages."""
    session = _session(request)
    try:
        pack = contents(reader(request), current_language(), session)
    except Refusal:
        pack = None
    context = {
        "pack": pack,
        "session": session,
        "sessions": CommitteeSession.objects.all()[:SESSIONS],
        "forms": documents.FORMS,
    }
    return render(request, "committee_pack/home.html", context)


@door("committee_pack.read")
@require_safe
def document(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Hand one document out."""
    chosen = next((one for one in LANGUAGES if one == language), None)
    if chosen is None or form not in documents.FORMS:
        raise Http404
    made = documents.document(reader(request), chosen, form, _session(request))
    response = HttpResponse(made.content, content_type=made.kind)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _session(request: HttpRequest) -> CommitteeSession | None:
    asked = request.GET.get("session", "")
    return get_object_or_404(CommitteeSession, pk=int(asked)) if asked.isdecimal() else None
