"""A call that names itself is done once, however often it is sent.

The answer is kept in the transaction of the work itself: of two calls at once the second waits for
the first and is given its answer; whatever dies half-way leaves neither work nor answer. It may
hold a secret that is shown once, so only the token that was given it can open it again: whoever
holds the database, or a backup, cannot.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from contextlib import suppress
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from levier_web.integrations.models import Call
from levier_web.ui.api.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from levier_web.integrations.models import AccessToken

KEY = "Idempotency-Key"
LONGEST = 255


def answered_once(
    request: HttpRequest,
    token: AccessToken,
    key: str,
    work: Callable[[HttpRequest], HttpResponseBase],
) -> HttpResponseBase:
    """Do the work of a call, or give the answer that it was given before."""
    if len(key) > LONGEST or not key.isprintable():
        return problem(422, "ui.api.key_unfit", most=LONGEST)
    asked = _fingerprint(request)
    with transaction.atomic():
        try:
            with transaction.atomic():
                call = Call.objects.create(token=token, key=key, fingerprint=asked)
        except IntegrityError:
            return _again(request, Call.objects.get(token=token, key=key), asked)
        response = work(request)
        if response.status_code >= 400 or not isinstance(response, HttpResponse):
            # Refused: nothing was done, and the same call may be right the next time.
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                call.delete()
            return response
        call.status = response.status_code
        call.content_type = response.headers.get("Content-Type", "")
        call.content = _lock(request).encrypt(response.content)
        call.save(update_fields=["status", "content_type", "content"])
    return response


def _again(request: HttpRequest, call: Call, asked: str) -> HttpResponse:
    if call.fingerprint != asked:
        return problem(409, "ui.api.key_reused")
    kept = bytes(call.content)
    with suppress(InvalidToken):  # kept in clear by the release before, for a day
        kept = _lock(request).decrypt(kept)
    response = HttpResponse(kept, content_type=call.content_type, status=call.status or 200)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _lock(request: HttpRequest) -> Fernet:
    """Give what the program's own secret opens; here only its fingerprint is kept."""
    secret = request.headers["Authorization"].split()[-1]
    return Fernet(urlsafe_b64encode(hashlib.sha256(f"answer\n{secret}".encode()).digest()))


def _fingerprint(request: HttpRequest) -> str:
    told = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            told.update(repr((name, values)).encode())
        for name, upload in sorted(request.FILES.items()):
            told.update(name.encode())
            for part in upload.chunks():  # type: ignore[union-attr]
                told.update(part)
            upload.seek(0)  # type: ignore[union-attr]
    else:
        told.update(request.body)
    return told.hexdigest()
