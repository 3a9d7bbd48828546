"""The OpenAPI document as a page shows it: rooms, operations, fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of a body, or one word of an address."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class OperationShown:
    """One operation."""

    name: str
    method: str
    path: str
    summary: str
    scope: str
    asks: list[FieldShown]
    body: list[FieldShown]
    answers: list[FieldShown]


@dataclass(frozen=True, slots=True)
class RoomShown:
    """The operations of one room."""

    name: str
    operations: list[OperationShown] = field(default_factory=list)


def described(document: dict[str, Any], words: str = "") -> list[RoomShown]:
    """Give the rooms with their operations; only those that hold the words."""
    rooms: dict[str, RoomShown] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            told = f"{path} {operation['summary']} {operation['operationId']}".casefold()
            if all(word in told for word in words.casefold().split()):
                name = operation["tags"][0]
                shown = _operation(document, path, method, operation)
                rooms.setdefault(name, RoomShown(name)).operations.append(shown)
    return [rooms[name] for name in sorted(rooms)]


def _operation(
    document: dict[str, Any], path: str, method: str, operation: dict[str, Any]
) -> OperationShown:
    body: dict[str, Any] = operation.get("requestBody", {}).get("content", {})
    good: dict[str, Any] = next(v for k, v in operation["responses"].items() if k.startswith("2"))
    asks = [
        FieldShown(
            one["name"],
            _kind(one["schema"]),
            bool(one.get("required")),
            one["schema"].get("description", ""),
        )
        for one in operation.get("parameters", [])
        if "name" in one
    ]
    return OperationShown(
        operation["operationId"],
        method.upper(),
        path,
        operation["summary"],
        operation["x-scope"],
        asks,
        _fields(document, _shape(body)),
        _fields(document, _shape(good.get("content", {}))),
    )


def _shape(content: dict[str, Any]) -> dict[str, Any]:
    first: dict[str, Any] = next(iter(content.values()), {})
    return dict(first.get("schema", {}))


def _fields(document: dict[str, Any], schema: dict[str, Any]) -> list[FieldShown]:
    schema = schema.get("items", schema) if schema.get("type") == "array" else schema
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    whole = document["components"]["schemas"].get(name, schema)
    required = set(whole.get("required", []))
    return [
        FieldShown(key, _kind(one), key in required, one.get("description", ""))
        for key, one in whole.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"] if one != "")
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "json")
