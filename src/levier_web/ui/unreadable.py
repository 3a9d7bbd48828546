"""Requests that hold a NUL character are refused: PostgreSQL stores it in no text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier_web.ui.refusals import Suspicious, refused_response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponseBase, QueryDict

NUL = "\x00"


class Unreadable(Suspicious):
    """The address or the form holds what no text may hold."""

    status = 400


class UnreadableMiddleware:
    """Looks at the address and at the fields of the form, never inside a file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: object,
        _args: object,
        kwargs: Mapping[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse before any view reads it."""
        in_path = any(NUL in part for part in kwargs.values() if isinstance(part, str))
        if in_path or _holds_nul(request.GET) or _holds_nul(request.POST):
            return refused_response(request, Unreadable("ui.unreadable"))
        return None


def _holds_nul(fields: QueryDict) -> bool:
    return any(NUL in name or any(NUL in v for v in values) for name, values in fields.lists())
