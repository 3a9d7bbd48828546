"""What assistants ask to change, before the person for whom they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from levier_web.integrations import queries
from levier_web.integrations.services import previews
from levier_web.ui.doors import door
from levier_web.ui.lists import ListTools
from levier_web.ui.reader import reader
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from levier_web.integrations.models import Preview

TOOLS = ListTools(("tool",), {"made": ("-pk",), "tool": ("tool", "-pk")})


@door("integrations.tokens")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what assistants asked for in one's name, what waits first."""
    shown = TOOLS.shown(request, queries.previews_of(reader(request)))
    context = {"listing": shown, "rows": queries.told_previews(list(shown.page.object_list))}
    return render(request, "integrations/previews.html", context)


@door("integrations.tokens")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would change."""
    return _page(request, _own(request, pk))


@door("integrations.tokens")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Do it."""
    return _decided(request, pk, "confirm")


@door("integrations.tokens")
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not."""
    return _decided(request, pk, "refuse")


def _decided(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    preview = _own(request, pk)
    try:
        (previews.confirm if word == "confirm" else previews.refuse)(reader(request), preview)
    except Refusal as refusal:
        return _page(request, preview, str(refusal), refusal.status)
    messages.success(request, say(f"integrations.previews.done.{word}"))
    return redirect("integrations:preview", pk)


def _own(request: HttpRequest, pk: int) -> Preview:
    return get_object_or_404(queries.previews_of(reader(request)), pk=pk)


def _page(
    request: HttpRequest, preview: Preview, refused: str = "", status: int = 200
) -> HttpResponse:
    told = queries.told_previews([preview])[0]
    context = {
        "told": told,
        "preview": preview,
        "refused": refused,
        "values": queries.told_arguments(preview),
        "now": timezone.now(),
    }
    return render(request, "integrations/preview.html", context, status=status)
