"""What goes wrong, in one form: ``application/problem+json`` with a stable code and a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from levier_web.ui.refusals import Refusal
from levier_web.ui.suspicion import suspect
from levier_web.ui.words import known, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django import forms

TYPE = "application/problem+json"
SUSPICIOUS = frozenset({"ui.unreadable", "ui.api.too_large", "ui.api.nested"})
"""Problems that the audit log keeps."""
STATUSES = {
    401: "No token, or one that opens nothing",
    403: "The person or the token may not",
    404: "There is nothing here, or nothing that the caller may see",
    405: "The address does not take this method",
    409: "The key was used for another call",
    413: "Too large",
    422: "Refused as it is",
    429: "Too often: the header Retry-After says when to call again",
}
"""What any operation may answer instead."""


class FieldFault(Schema):
    """What is wrong with one field."""

    field: str = Field(description="Where it stands in the body or the address.")
    code: str
    sentence: str


class Problem(Schema):
    """What went wrong."""

    type: str
    title: str = Field(description="What went wrong, in the caller's language.")
    status: int
    code: str = Field(description="Stable: programs compare this and nothing else.")
    fields: list[FieldFault]


class Invalid(Refusal):
    """Fields that cannot be taken, each with what is wrong with it."""

    def __init__(self, faults: Iterable[tuple[str, str, str]]) -> None:
        super().__init__("ui.api.invalid")
        self.faults = tuple(faults)


class Missing(Refusal):
    """There is nothing at this address, or nothing that the caller may see."""

    status = 404

    def __init__(self) -> None:
        super().__init__("ui.api.not_found")


def problem(
    status: int, key: str, headers: Mapping[str, str] | None = None, /, **fields: object
) -> HttpResponse:
    """Say what went wrong by a key of the catalogue."""
    if key in SUSPICIOUS:
        suspect(key)
    return _told(status, key, say(key, **fields), (), headers)


def of_refusal(refusal: Refusal) -> HttpResponse:
    """Word what a service refused."""
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    headers = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else {}
    return _told(refusal.status, refusal.key, str(refusal), faults, headers)


def of_errors(errors: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Word what the schema of an operation refused."""
    return of_refusal(Invalid(_fault(error) for error in errors))


def filled(form: forms.BaseForm) -> dict[str, Any]:
    """Give what a form holds: the pages and the programs are told the same sentences.

    Raises
    ------
    Invalid
        With each field that is wrong.
    """
    if form.is_valid():
        return form.cleaned_data
    raise Invalid(
        (name, str(error.code or "invalid"), " ".join(map(str, error.messages)))
        for name, errors in form.errors.as_data().items()
        for error in errors
    )


def _fault(error: Mapping[str, Any]) -> tuple[str, str, str]:
    place = [str(part) for part in error.get("loc", ()) if part not in {"body", "query", "path"}]
    # The library names the argument of the function first: no part of what the caller wrote.
    if len(place) > 1 and place[0] in {"asked", "said", "form", "file"}:
        place = place[1:]
    code = str(error.get("type", "invalid"))
    key = f"ui.api.fault.{code}"
    told = say(key if known(key) else "ui.api.fault.invalid", **_plain(error.get("ctx") or {}))
    return ".".join(place), code, told


def _plain(context: Mapping[str, Any]) -> dict[str, object]:
    return {name: str(value) for name, value in context.items()}


def _told(
    status: int,
    code: str,
    sentence: str,
    faults: Iterable[tuple[str, str, str]],
    headers: Mapping[str, str] | None,
) -> HttpResponse:
    body = {
        "type": f"urn:levier:problem:{code}",
        "title": sentence,
        "status": status,
        "code": code,
        "fields": [
            {"field": field, "code": fault, "sentence": told} for field, fault, told in faults
        ],
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, content_type=TYPE, status=status, headers=dict(headers or {}))
