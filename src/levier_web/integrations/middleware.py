"""What every call of a program passes, before its operation and after it.

The token is recognised, its calls are counted, and a call that names itself is answered once. A
cookie opens nothing here, so that no page of another site can call for somebody who is signed in.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.http.request import UnreadablePostError
from django.utils import timezone, translation

from levier_web.identity.origin import origin_of
from levier_web.integrations.services import tokens
from levier_web.integrations.services.counting import counted
from levier_web.integrations.services.repeating import KEY, answered_once
from levier_web.ui.api.problems import TYPE, of_refusal, problem
from levier_web.ui.api.rooms import NoToken, Program

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from levier_web.integrations.models import AccessToken

ROOT = "/api/v1/"
ASSISTANTS = "/mcp"
"""Where assistants call; its answers, refusals too, are in the words of their own protocol."""
OPEN = frozenset({f"{ROOT}openapi.json", f"{ROOT}guide/"})
"""Pages about the interface: for who is signed in, and for programs too."""
NUL = ("\x00", "%00", "\\u0000")
MINUTE = timedelta(minutes=1)


class ProgramsMiddleware:
    """Stands before the programming interface and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        carries = "Authorization" in request.headers
        called = request.path.startswith(ROOT) or request.path == ASSISTANTS
        if not called or (request.path in OPEN and not carries):
            return self.get_response(request)
        request.user = AnonymousUser()
        try:
            response = self._entered(request)
        except (RequestDataTooBig, UnreadablePostError):
            response = problem(413, "ui.api.too_large", most=_most())
        response.headers["Cache-Control"] = "no-store"
        return response

    def _entered(self, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        wish, origin = translation.get_language_from_request(request), origin_of(request)
        with translation.override("en" if wish.startswith("en") else "fr"):
            try:
                token = tokens.recognise(request.headers.get("Authorization", ""), origin)
            except NoToken as refusal:
                return _within(f"refused:{origin}", now) or of_refusal(refusal)
            request.user = token.person
            language = request.headers.get("Accept-Language") or token.person.language
            with translation.override("en" if language.lower().startswith("en") else "fr"):
                return self._counted(request, token, now)

    def _counted(self, request: HttpRequest, token: AccessToken, now: datetime) -> HttpResponseBase:
        most = settings.API_PER_MINUTE
        number = counted(f"token:{token.pk}", _minute(now))
        left = _seconds_left(now)
        if number > most:
            response: HttpResponseBase = _too_often(most, left)
        else:
            response = self._worded(request, token)
        response.headers["RateLimit-Limit"] = str(most)
        response.headers["RateLimit-Remaining"] = str(max(0, most - number))
        response.headers["RateLimit-Reset"] = str(left)
        response.headers["Content-Language"] = translation.get_language() or "fr"
        return response

    def _worded(self, request: HttpRequest, token: AccessToken) -> HttpResponseBase:
        """Give the answer; what the frame says as a page is said as a problem."""
        request.program = Program(token.pk, frozenset(token.scopes))  # type: ignore[attr-defined]
        refused = _unreadable(request)
        if refused is not None:
            return refused
        key = request.headers.get(KEY, "")
        if key and request.method in {"POST", "PATCH"}:
            response = answered_once(request, token, key, self.get_response)
        else:
            response = self.get_response(request)
        told = response.headers.get("Content-Type", "") == TYPE or request.path == ASSISTANTS
        if response.status_code < 400 or told:
            return response
        if response.status_code == 400:
            return problem(422, "ui.api.no_json")
        known = {404: "not_found", 405: "method", 413: "too_large"}
        word = known.get(response.status_code, "broken")
        allowed = response.headers.get("Allow")
        headers = {"Allow": allowed} if allowed else {}
        return problem(response.status_code, f"ui.api.{word}", headers, most=_most())


def _unreadable(request: HttpRequest) -> HttpResponseBase | None:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdigit() and int(announced) > settings.UPLOAD_MAX_BYTES:
        return problem(413, "ui.api.too_large", most=_most())
    written = request.get_full_path()
    if request.content_type == "application/json":
        written += request.body.decode("utf-8", "replace")
    return problem(422, "ui.unreadable") if any(nul in written for nul in NUL) else None


def _within(subject: str, now: datetime) -> HttpResponseBase | None:
    """Refuse an address that tries more often than a program would."""
    most = settings.API_PER_MINUTE
    return _too_often(most, _seconds_left(now)) if counted(subject, _minute(now)) > most else None


def _too_often(most: int, left: int) -> HttpResponseBase:
    return problem(429, "ui.api.too_often", {"Retry-After": str(left)}, most=most)


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)


def _seconds_left(now: datetime) -> int:
    return max(1, int((_minute(now) + MINUTE - now).total_seconds()))


def _most() -> int:
    return int(settings.UPLOAD_MAX_BYTES // (1024 * 1024))
