"""What is said when the company's sign-in does not answer: an outage over there, not here."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from django.shortcuts import render

from levier_web.identity.services import arrivals
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
SILENT = (OSError, ValueError, SyntaxError)
"""No answer, or one that is neither the JSON nor the XML that was asked for."""


def worded_when_silent(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Say that the provider does not answer, keep it in the audit log, and lead back."""

    @wraps(view)
    def seen(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except SILENT:
            arrivals.refused(None, "provider", why="silent")
            request: HttpRequest = args[0]  # type: ignore[assignment]
            told = {"sentence": say("identity.arrival.silent")}
            return render(request, "identity/not_let_in.html", told, status=503)

    return seen
