"""Each request gets a number, is timed, counted and written to the log without what it says."""

from __future__ import annotations

import logging
import re
import secrets
from time import perf_counter
from typing import TYPE_CHECKING

from django.urls import resolve

from levier_web.operations import measures
from levier_web.operations.log import request_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

log = logging.getLogger("levier.requests")
NUMBER = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
UNKNOWN = "unknown"
ALWAYS = {
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",  # nothing between a reader and Levier keeps a page
}
"""Headers of every answer that does not set them itself; those of styles and scripts do."""

PROBES = frozenset({"/health/", "/ready/", "/service-metrics/"})


class RequestsMiddleware:
    """The outermost of all, so that it sees what the others refuse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        number = given if NUMBER.fullmatch(given) else secrets.token_hex(8)
        token, start = request_number.set(number), perf_counter()
        try:
            response = self.get_response(request)
            self._note(request, response.status_code, perf_counter() - start)
        finally:
            request_number.reset(token)
        response.headers["X-Request-ID"] = number
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        return response

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        route = (match.route if match else "") or ("" if match else UNKNOWN)
        method = request.method if request.method in METHODS else UNKNOWN
        measures.counted(str(method), route, status, seconds)
        about = {
            "method": method,
            "route": route,
            "status": status,
            "milliseconds": round(1000 * seconds, 1),
        }
        log.info("answered", extra=about)


class ProbesMiddleware:
    """Answers programs that watch over this process, by whatever name or number they reach it.

    They come from inside, past the proxy: a name that only the proxy knows would have every
    container called ill. What they are told names nobody and leads nowhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in PROBES:
            return self.get_response(request)
        request.resolver_match = resolve(request.path_info)
        answer: HttpResponseBase = request.resolver_match.func(request)
        return answer
