"""Addresses for programs that watch over this one."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from levier_web.operations import measures
from levier_web.operations.health import checks
from levier_web.ui.doors import public

if TYPE_CHECKING:
    from django.http import HttpRequest


@public
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say that this process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@public
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say whether the database, the tables, the files and the worker are there; 503 if not."""
    found = {check.name: check.passed for check in checks()}
    whole = all(found.values())
    told = {"status": "ok" if whole else "not ready", "checks": found}
    return JsonResponse(told, status=200 if whole else 503)


@public
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the metrics of the service to whoever holds their token; nothing without one."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    wanted = settings.METRICS_TOKEN
    if not wanted or not secrets.compare_digest(given.encode(), wanted.encode()):
        return HttpResponseNotFound()
    return HttpResponse(measures.written(), content_type=measures.KIND)
