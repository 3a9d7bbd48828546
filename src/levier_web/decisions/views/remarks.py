"""Comments and gates on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from levier_web.decisions.forms import CommentForm, GateForm
from levier_web.decisions.queries.sheets import sheet_or_404
from levier_web.decisions.services import remarks
from levier_web.decisions.views.acting import Act, acted, done
from levier_web.decisions.views.sheets import render_sheet
from levier_web.ui.doors import door
from levier_web.ui.reader import reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door("decisions.read", write="decisions.comment")
@require_POST
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """Say something on a sheet."""
    decision = sheet_or_404(reader(request), slug)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return render_sheet(request, decision, comment=form)
    text = form.cleaned_data["text"]
    work = lambda: remarks.comment(reader(request), decision, text)  # noqa: E731
    return done(request, decision, "commented", work)


@door("decisions.read", write="decisions.comment")
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Change one's own comment."""
    decision = sheet_or_404(reader(request), slug)
    own = decision.comments.filter(withdrawn_at__isnull=True, author=reader(request))
    row = get_object_or_404(own, pk=key)
    first = {"text": row.text}
    form = CommentForm(request.POST if request.method == "POST" else None, initial=first)
    act = Act(
        "comment",
        "commented",
        "sheet.comment_save",
        lambda said: remarks.reword(reader(request), row, said["text"]),
    )
    return acted(request, decision, form, act)


@door("decisions.read", write="decisions.comment")
@require_POST
def withdraw_comment(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Take one's own comment back."""
    decision = sheet_or_404(reader(request), slug)
    row = get_object_or_404(decision.comments.filter(withdrawn_at__isnull=True), pk=key)
    work = lambda: remarks.withdraw_comment(reader(request), row)  # noqa: E731
    return done(request, decision, "comment_withdrawn", work)


@door("decisions.read", write="decisions.write")
@require_POST
def gate(request: HttpRequest, slug: str) -> HttpResponse:
    """Note the result of a gate."""
    decision = sheet_or_404(reader(request), slug)
    form = GateForm(request.POST)
    if not form.is_valid():
        return render_sheet(request, decision, gate=form)
    work = lambda: remarks.note_gate(reader(request), decision, **form.cleaned_data)  # noqa: E731
    return done(request, decision, "gate", work)


@door("decisions.read", write="decisions.write")
@require_POST
def remove_gate(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Take the result of a gate off."""
    decision = sheet_or_404(reader(request), slug)
    row = get_object_or_404(decision.gates.select_related("decision"), pk=key)
    work = lambda: remarks.remove_gate(reader(request), row)  # noqa: E731
    return done(request, decision, "gate_removed", work)
