"""Requests larger than any file that may be brought in are refused before they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from levier_web.ui.suspicion import suspect

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

AROUND = 1024 * 1024
"""What a form may weigh around its file."""


class LargestRequestMiddleware:
    """Looks at the announced size only; a request that announces none has no file to read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdigit() and int(announced) > settings.UPLOAD_MAX_BYTES + AROUND:
            suspect("ui.too_large")
            most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            return render(request, "ui/too_large.html", {"most": most}, status=413)
        return self.get_response(request)
