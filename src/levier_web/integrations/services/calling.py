"""An operation of the programming interface called from within, through its own door."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve

from levier_web.ui.api.tools import ROOT
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier_web.organisation.models import Person
    from levier_web.ui.api.rooms import Program
    from levier_web.ui.api.tools import Form, Tool

STEADY = "0"
"""Stands for any row in the address by which an operation is found; no word of ours is that."""


class Refused(Refusal):
    """The operation was refused; the sentence is the one that programs are given."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(str(problem.get("code", "")))
        self.status = status
        self.title = str(problem.get("title", ""))
        self.faults = [f"{one['field']}: {one['sentence']}" for one in problem.get("fields", [])]

    def __str__(self) -> str:
        """Give the sentence, with what is wrong with each field."""
        return "\n".join([self.title, *self.faults])


def called(person: Person, program: Program, tool: Tool, arguments: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """Give what an operation answers to a person's program.

    Raises
    ------
    Refused
        When it refuses, for whatever reason.
    """
    form = tool.form
    unknown = sorted(set(arguments) - set(form.takes["properties"]))
    lacking = [name for name in form.in_path if name not in arguments]
    if unknown or lacking:
        key = "ui.api.fault.extra_forbidden" if unknown else "ui.api.fault.missing"
        wrong = [{"field": name, "sentence": say(key)} for name in unknown or lacking]
        raise Refused(
            422, {"code": "ui.api.invalid", "title": say("ui.api.invalid"), "fields": wrong}
        )
    if "\\u0000" in json.dumps(dict(arguments)):
        raise Refused(422, {"code": "ui.unreadable", "title": say("ui.unreadable")})
    request = _request(form, arguments)
    request.user = person
    request.program = program  # type: ignore[attr-defined]
    # The view is found by its steady address, and told the rows by name: no argument, whatever
    # it holds, leads to another operation.
    path = form.path
    for name in form.in_path:
        path = path.replace(f"{{{name}}}", STEADY)
    view = resolve(ROOT + path).func
    response = view(request, **{name: str(arguments[name]) for name in form.in_path})
    answer = json.loads(response.content) if response.content else {}
    if response.status_code >= 400:
        raise Refused(response.status_code, answer)
    return {"result": answer} if form.listed else answer


def _request(form: Form, arguments: Mapping[str, Any]) -> WSGIRequest:
    asked = {name: arguments[name] for name in form.in_query if arguments.get(name) is not None}
    placed = {*form.in_path, *form.in_query}
    body = json.dumps({k: v for k, v in arguments.items() if k not in placed}).encode()
    return WSGIRequest(
        {
            "REQUEST_METHOD": form.method,
            "PATH_INFO": ROOT + form.path,
            "QUERY_STRING": urlencode(asked),
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": "http",
        }
    )
