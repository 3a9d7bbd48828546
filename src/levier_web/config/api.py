"""The programming interface: the operations of every room, put together under ``/api/v1/``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from django.http import Http404, HttpResponse
from django.utils.module_loading import autodiscover_modules
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from levier_web.ui.api.problems import (
    STATUSES,
    TYPE,
    Invalid,
    Problem,
    of_errors,
    of_refusal,
    problem,
)
from levier_web.ui.api.rooms import DOCUMENTS, ROOMS
from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.words import say

if TYPE_CHECKING:
    from django.http import HttpRequest

KEYED = frozenset({"post", "patch"})
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "Of the caller's own: the same call sent again is given the same answer.",
}


class Strict(Parser):
    """Reads JSON and nothing near it: neither NaN nor Infinity."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 - whatever the body holds
        """Read a body."""
        try:
            return json.loads(request.body, parse_constant=_no_number)
        except RecursionError as error:
            raise Suspicious("ui.api.nested") from error
        except ValueError as error:
            raise Invalid([("", "no_json", say("ui.api.no_json"))]) from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _made() -> NinjaAPI:
    made = NinjaAPI(
        title="Levier",
        version="1",
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        parser=Strict(),
        description="What the pages show and do, for programs.",
    )
    made.add_exception_handler(Refusal, _refused)
    made.add_exception_handler(Http404, _missing)
    made.add_exception_handler(ValidationError, _invalid)
    made.add_exception_handler(HttpError, _http)
    autodiscover_modules("api")
    for name, room in sorted(ROOMS.items()):
        made.add_router("", room.router, tags=[name])
    return made


def _refused(_request: HttpRequest, refusal: Any) -> HttpResponse:  # noqa: ANN401 - as the library declares
    return of_refusal(refusal)


def _missing(_request: HttpRequest, _error: Any) -> HttpResponse:  # noqa: ANN401 - as the library declares
    return problem(404, "ui.api.not_found")


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - as the library declares
    return of_errors(error.errors)


def _http(_request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - as the library declares
    if isinstance(error.__cause__, Suspicious):
        return of_refusal(error.__cause__)
    if error.status_code == 400:
        return of_refusal(Invalid([("", "no_json", say("ui.api.no_json"))]))
    return problem(error.status_code, "ui.api.broken")


def schema() -> dict[str, Any]:
    """Give the OpenAPI document, with the problems that any operation may answer."""
    document: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))
    )
    parts = document["components"]
    definition = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= definition.pop("$defs")
    parts["schemas"]["Problem"] = definition
    parts["parameters"] = {"IdempotencyKey": KEY}
    parts["responses"] = {f"Problem{status}": _problem(status) for status in STATUSES}
    for operations in document["paths"].values():
        for method, operation in operations.items():
            if method in KEYED:
                asked = operation.setdefault("parameters", [])
                asked.append({"$ref": "#/components/parameters/IdempotencyKey"})
            for status in STATUSES:
                ref = {"$ref": f"#/components/responses/Problem{status}"}
                operation["responses"].setdefault(str(status), ref)
    document["paths"] = dict(sorted(document["paths"].items()))
    used = json.dumps(document)
    parts["schemas"] = {
        name: _untitled(one)
        for name, one in sorted(parts["schemas"].items())
        if f'"#/components/schemas/{name}"' in used
    }
    return document


def _untitled(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out the titles that only repeat the names of the fields."""
    schema.pop("title", None)
    for field in schema.get("properties", {}).values():
        field.pop("title", None)
    return schema


def _problem(status: int) -> dict[str, Any]:
    content = {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": STATUSES[status], "content": content}


api = _made()
DOCUMENTS.append(schema)
# The library's own first page says nothing that the guide does not say.
operations = [one for one in api.urls[0] if getattr(one, "name", "") != "api-root"]
