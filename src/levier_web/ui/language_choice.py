"""In which language a page is written: the person's choice, the cookie, then the browser's wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from levier.language import Language

COOKIE = "levier_language"
KNOWN: tuple[Language, ...] = ("fr", "en")


class LanguageMiddleware:
    """Turns on the language of each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(chosen(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "fr")
            return response


def chosen(request: HttpRequest) -> str:
    """Give the language for this request."""
    person = getattr(request.user, "language", "") if hasattr(request, "user") else ""
    for wish in (person, request.COOKIES.get(COOKIE, "")):
        if wish in KNOWN:
            return wish
    accepted = translation.get_language_from_request(request)
    return "en" if accepted.startswith("en") else "fr"
