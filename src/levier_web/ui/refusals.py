"""What a service refuses, with a code, and worded for the person who reads it.

Refusal
├── NotAllowed     the person may not do this here
├── Suspicious     what no honest hand sends: the audit log keeps that it was tried
└── (each room raises Refusal with its own key)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from levier_web.ui.suspicion import suspect
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class Refusal(Exception):  # noqa: N818 - the word of the trade
    """Something that cannot be done, as a key of the catalogue and its fields."""

    status = 422

    def __init__(self, key: str, /, **fields: object) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields

    def __str__(self) -> str:
        """Give the sentence in the language of the page."""
        return say(self.key, **self.fields)


class NotAllowed(Refusal):
    """The person may not do this, here, to this object."""

    status = 403


class Suspicious(Refusal):
    """What no honest hand sends, or seldom: the audit log keeps that it was tried."""

    def __init__(self, key: str, /, **fields: object) -> None:
        super().__init__(key, **fields)
        suspect(key)


def refused_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Show a refusal: a page, or only its sentence when a part of a page was asked for."""
    part = bool(getattr(request, "htmx", False))
    template = "ui/refused_part.html" if part else "ui/refused.html"
    return render(request, template, {"sentence": str(refusal)}, status=refusal.status)
