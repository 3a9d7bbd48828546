"""The address that programs call; its door is the token that a call carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from levier_web.metrics.services import pushing, tokens
from levier_web.ui.doors import public
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest


@public
@csrf_exempt
def push(request: HttpRequest) -> JsonResponse:
    """Take rows of values: ``{"rows": [{"date": …, "metric": …, "value": …}]}``.

    ``?check=1`` only checks them. ``Idempotency-Key`` names a call: repeated, it brings nothing
    twice. No cookie is read, so that no page of another site can call it for somebody.
    """
    check_only = request.GET.get("check") == "1"
    try:
        token = tokens.recognise(request.headers.get("Authorization", ""), sending=not check_only)
        if request.method != "POST":
            return _told(405, "metrics.push.post", Allow="POST")
        key = request.headers.get("Idempotency-Key", "").strip()
        answer = pushing.push(token.source, request.body, key, check_only=check_only)
    except tokens.UnknownToken as refusal:
        return _told(401, refusal.key, **{"WWW-Authenticate": "Bearer"})
    except Refusal as refusal:
        return JsonResponse({"error": refusal.key, "sentence": str(refusal)}, status=refusal.status)
    except (RequestDataTooBig, UnreadablePostError):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        sentence = say("metrics.push.too_large", most=most)
        return JsonResponse({"error": "metrics.push.too_large", "sentence": sentence}, status=413)
    return JsonResponse(answer.body, status=answer.status)


def _told(status: int, key: str, **headers: str) -> JsonResponse:
    return JsonResponse({"error": key, "sentence": say(key)}, status=status, headers=headers)
