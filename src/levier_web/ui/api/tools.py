"""What assistants are offered: operations of the rooms, by name, to read or to preview.

A room's ``tools`` module names operations of its ``api``; nothing is declared twice, so that an
assistant passes the doors that a program passes. What an operation would change it only previews.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import get_resolver

from levier_web.ui.api.rooms import DOCUMENTS

if TYPE_CHECKING:
    from levier_web.organisation.models import Person
    from levier_web.ui.api.rooms import Program, Room
    from levier_web.ui.arguments import Argument

Place = Callable[[Mapping[str, Any], Mapping[str, Any]], str]
"""Gives the address of a page from what was asked and what was answered."""
ROOT = "/api/v1"
REF = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Tool:
    """One operation that assistants may use."""

    name: str
    """That of the operation."""
    key: str
    """Of the catalogue: what the tool is for."""
    writes: bool
    """Whether it changes something: it is then previewed, and a person confirms."""
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    """How each argument reads to whoever confirms."""
    place: Place | None = None
    """Where what was written is found afterwards."""

    @property
    def form(self) -> Form:
        """Give how the operation is called."""
        return _forms()[self.name]

    def open_to(self, person: Person, program: Program) -> bool:
        """Whether this person may use it with this token."""
        held = self.form.permission is None or person.has_perm(self.form.permission)
        return held and self.form.scope in program.scopes


@dataclass(frozen=True, slots=True)
class Form:
    """How an operation is called: method, address, where each argument belongs, what it answers."""

    method: str
    path: str
    permission: str | None
    scope: str
    in_path: tuple[str, ...]
    in_query: tuple[str, ...]
    takes: dict[str, Any]
    gives: dict[str, Any]
    listed: bool
    """It answers a list, which an assistant is given under ``result``."""


TOOLS: dict[str, Tool] = {}
"""Every tool, by name."""


def reads(room: Room, *keys: str) -> None:
    """Offer operations that read."""
    for key in keys:
        _offered(room, Tool(key.rpartition(".")[2], key, writes=False))


def previews(room: Room, key: str, place: Place, **arguments: Argument) -> None:
    """Offer an operation that changes something, once a person has confirmed.

    ``place`` gives where what was written is found; ``arguments`` say how each one reads.
    """
    _offered(room, Tool(key.rpartition(".")[2], key, True, arguments, place))


def _offered(room: Room, tool: Tool) -> None:
    if tool.name in TOOLS:
        raise ValueError(f"{room.name}: the tool {tool.name} is offered twice")
    TOOLS[tool.name] = tool


@cache
def _forms() -> dict[str, Form]:
    get_resolver().url_patterns  # noqa: B018 - loads the rooms, once
    document = DOCUMENTS[0]()
    schemas = document["components"]["schemas"]
    return {
        one["operationId"]: _form(method, path, one, schemas)
        for path, operations in document["paths"].items()
        for method, one in operations.items()
        if one["operationId"] in TOOLS
    }


def _form(method: str, path: str, one: dict[str, Any], schemas: dict[str, Any]) -> Form:
    asked = [told for told in one.get("parameters", []) if "$ref" not in told]
    takes: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}
    takes["properties"] = {told["name"]: told["schema"] for told in asked}
    required = [told["name"] for told in asked if told.get("required")]
    if "requestBody" in one:
        body = one["requestBody"]["content"]["application/json"]["schema"]
        body = schemas[body["$ref"].removeprefix(REF)]
        if twice := set(takes["properties"]) & set(body["properties"]):
            raise ValueError(f"{one['operationId']}: {sorted(twice)} stand twice")
        takes["properties"] |= body["properties"]
        required += body.get("required", [])
    if required:
        takes["required"] = required
    told = next(told for status, told in one["responses"].items() if status.startswith("2"))
    answer = told["content"]["application/json"]["schema"]
    listed = answer.get("type") == "array" or "anyOf" in answer
    if listed:
        answer = {"type": "object", "properties": {"result": answer}, "required": ["result"]}
    return Form(
        method.upper(),
        path.removeprefix(ROOT),
        one["x-permission"],
        one["x-scope"],
        tuple(told["name"] for told in asked if told["in"] == "path"),
        tuple(told["name"] for told in asked if told["in"] == "query"),
        _whole(takes, schemas),
        _whole(_opened(answer, schemas), schemas),
        listed,
    )


def _opened(answer: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Give an object where a name of one stands: clients want one at the root."""
    return dict(schemas[answer["$ref"].removeprefix(REF)]) if "$ref" in answer else answer


def _whole(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Give a schema with all that it names, under ``$defs``."""
    names: dict[str, Any] = {}
    moved = _moved(schema, schemas, names)
    return {**moved, "$defs": names} if names else dict(moved)


def _moved(node: Any, schemas: dict[str, Any], names: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, list):
        return [_moved(one, schemas, names) for one in node]
    if not isinstance(node, dict):
        return node
    ref = node.get("$ref")
    if isinstance(ref, str):
        name = ref.removeprefix(REF)
        if name not in names:
            names[name] = {}
            names[name] = _moved(schemas[name], schemas, names)
        return {**node, "$ref": f"#/$defs/{name}"}
    return {key: _moved(one, schemas, names) for key, one in node.items()}
