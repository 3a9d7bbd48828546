"""The programming interface described: as OpenAPI, and as a page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from levier_web.integrations.forms import room_said
from levier_web.integrations.queries_guide import described
from levier_web.ui.api.rooms import DOCUMENTS
from levier_web.ui.doors import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@signed_in
@require_safe
def openapi(_request: HttpRequest) -> JsonResponse:
    """Give the OpenAPI document."""
    return JsonResponse(_document(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@signed_in
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show every operation with what it takes and gives."""
    words = request.GET.get("words", "").strip()[:80]
    context = {
        "rooms": [(room_said(one.name), one) for one in described(_document(), words)],
        "words": words,
    }
    return render(request, "integrations/guide.html", context)


@cache
def _document() -> dict[str, Any]:
    return DOCUMENTS[0]()
