"""The pages of what went wrong: unreadable, refused, not found, broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from levier_web.ui.language_choice import chosen
from levier_web.ui.suspicion import suspect
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest


def unfit(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request was not read: in one line, since nothing of it is believed."""
    word = "host" if isinstance(exception, DisallowedHost) else "unfit"
    suspect(f"ui.{word}")
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    with translation.override(chosen(request)):
        return HttpResponse(say(f"ui.{word}"), status=status, content_type="text/plain")


def other_origin(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - of Django
    """Say that a form came from elsewhere, or from a page left open too long."""
    suspect("ui.other_origin")
    sentence = say("ui.other_origin")
    return render(request, "ui/refused.html", {"sentence": sentence}, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that this page is not open to the reader's role, and to whom to turn."""
    return render(request, "ui/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that there is nothing at this address."""
    return render(request, "ui/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that Levier failed; nothing was saved."""
    return render(request, "ui/broken.html", status=500)
