"""Keeps in the audit log what was refused as suspicious, once everything of it is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.organisation.services.suspicious import tried
from levier_web.ui.suspicion import watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


class SuspicionMiddleware:
    """Stands outside of all that refuses: hosts, origins, sizes, tokens, services."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with watching() as noted:
            response = self.get_response(request)
        if noted:
            user = getattr(request, "user", None)
            person = user if user is not None and user.is_authenticated else None
            match = request.resolver_match
            page = match.view_name if match is not None else ""
            for key in sorted(noted):
                tried(person, key, page=page)
        return response
