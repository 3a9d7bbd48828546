"""One request of the directory: its key, body, answer, and refusals as the standard says."""

from __future__ import annotations

import json
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import Context, Error, SCIMException

from levier_web.identity.models import Kind
from levier_web.identity.scim.base import BASE
from levier_web.identity.services import lockout, tokens
from levier_web.identity.services.directory import Taken
from levier_web.ui.doors import public
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from scim2_models import BaseModel, ResponseParameters

TYPE = "application/scim+json"
LARGEST = 1_000_000
NUL = "\\u0000"
"""As JSON writes it."""


class Stopped(Exception):  # noqa: N818 - reads as what happened
    """An answer that is an error of the standard."""

    def __init__(self, status: int, detail: str, scim_type: str | None = None) -> None:
        super().__init__(detail)
        self.error = Error(status=status, detail=detail, scim_type=scim_type)


def served(*methods: str) -> Callable[[Any], Any]:
    """Serve a view to whoever holds a key, with the methods that it knows."""

    def decorate(view: Callable[..., HttpResponse]) -> Any:  # noqa: ANN401
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
            try:
                request.scim_token = _key(request)  # type: ignore[attr-defined]
                if request.method not in methods:
                    raise Stopped(405, "This address does not know this method.")  # noqa: TRY301
                return view(request, *args, **kwargs)
            except (Stopped, Refusal, SCIMException, ValidationError, Http404) as error:
                return _refused(error)

        return csrf_exempt(public(guarded))

    return decorate


def base(request: HttpRequest) -> str:
    """Give the address under which everything of this is."""
    return request.build_absolute_uri(BASE)


def body(request: HttpRequest) -> dict[str, Any]:
    """Read what was sent."""
    if len(request.body) > LARGEST:
        raise Stopped(413, "This is larger than anything that is taken.")
    try:
        read = json.loads(request.body)
        written = json.dumps(read, ensure_ascii=False)
        written.encode()  # half a pair of surrogates is in no text
    except (ValueError, RecursionError):
        raise Stopped(400, "This is no JSON.", "invalidSyntax") from None
    if NUL in written:
        raise Stopped(400, "No text may hold a NUL character.", "invalidValue")
    if not isinstance(read, dict):
        raise Stopped(400, "This is no object.", "invalidSyntax")
    return read


def answer(
    resource: BaseModel,
    context: Context,
    status: int = 200,
    *,
    asked: ResponseParameters[Any] | None = None,
) -> HttpResponse:
    """Answer with a resource or a list, and with as much of it as was asked for."""
    written = resource.model_dump(scim_ctx=context, response_parameters=asked)
    response = HttpResponse(json.dumps(written), content_type=TYPE, status=status)
    meta = getattr(resource, "meta", None)
    if meta is not None:
        if meta.version:
            response["ETag"] = meta.version
        if status == 201:
            response["Location"] = meta.location
    return response


def unchanged_since(request: HttpRequest, tag: str) -> None:
    """Refuse to write over what somebody else has just written, where the directory asks for it."""
    asked = request.headers.get("If-Match", "")
    if asked and asked != "*" and tag not in [one.strip() for one in asked.split(",")]:
        raise Stopped(412, "Somebody else has written this meanwhile.")


def _key(request: HttpRequest) -> object:
    address = f"scim {get_adapter().get_client_ip(request)}"
    if lockout.waits(Kind.ADDRESS, address):
        raise Stopped(429, "Too many refused keys. Wait a moment.")
    word, _, key = request.headers.get("Authorization", "").partition(" ")
    token = tokens.opened_by(key.strip()) if word.lower() == "bearer" else None
    if token is None:
        lockout.failed(Kind.ADDRESS, address)
        raise Stopped(401, "A key made by an owner is needed, in the Authorization header.")
    return token


def _refused(error: Exception) -> HttpResponse:
    if isinstance(error, Stopped):
        said = error.error
    elif isinstance(error, Http404):
        said = Error(status=404, detail="There is no such resource.")
    elif isinstance(error, Taken):
        said = Error(status=409, detail=str(error), scim_type="uniqueness")
    elif isinstance(error, Refusal):
        said = Error(status=400, detail=str(error), scim_type="invalidValue")
    elif isinstance(error, ValidationError):
        said = Error.from_validation_errors(error)[0]
    else:
        said = error.to_error()  # type: ignore[attr-defined]
    status = int(said.status or 400)
    response = HttpResponse(said.model_dump_json(), content_type=TYPE, status=status)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Levier"'
    return response
