"""Where a request comes from: behind proxies, what the last of those that are believed saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core.internal.httpkit import get_client_ip

if TYPE_CHECKING:
    from django.http import HttpRequest


def origin_of(request: HttpRequest) -> str:
    """Give the address of who asks; a server behind a socket sees none.

    ``LEVIER_PROXIES`` says how many proxies are believed; what a caller writes before them is not.
    """
    return get_client_ip(request) or "0.0.0.0"  # noqa: S104
