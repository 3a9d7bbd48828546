"""From a frozen dataclass to the JSON Schema (2020-12) of what ``writing.json`` makes of it.

One source for both, so that they cannot drift apart. A number may be null where it is not finite.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from levier.workspace.writing.json import LEFT_OUT
from levier.workspace.writing.schemas.source import (
    class_description,
    field_descriptions,
    field_types,
)

Schema = dict[str, Any]

_PLAIN: Mapping[object, Schema] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": ["number", "null"]},
    str: {"type": "string"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def schema_of(answer: type) -> Schema:
    """Give the schema of an answer.

    Parameters
    ----------
    answer
        A dataclass that names its schema (``levier.gate/1``), as a class variable or as the
        default of a field.

    Returns
    -------
    dict
        Every object lists its fields, all of them required, and allows no other.

    Raises
    ------
    TypeError
        When a field is of a type that ``writing.json`` does not write.
    """
    name = _schema_name(answer)
    definitions = _Definitions()
    body = definitions.table(answer)
    body["properties"] = {"schema": {}} | body["properties"] | {"schema": {"const": name}}
    body["required"] = list(body["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:" + name.replace(".", ":").replace("/", ":"),
        "title": name,
        **body,
        "$defs": dict(sorted(definitions.bodies.items())),
    }


def _schema_name(answer: type) -> str:
    defaults = {one.name: one.default for one in fields(answer)}
    return str(defaults["schema"] if "schema" in defaults else vars(answer)["schema"])


@dataclass(slots=True)
class _Definitions:
    """The classes met so far, each under a name of its own."""

    names: dict[type, str] = field(default_factory=dict)
    bodies: dict[str, Schema] = field(default_factory=dict)

    def of(self, kind: Any) -> Schema:  # noqa: ANN401 - any type hint
        """Give the schema of a type."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, parts = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return self._either([self.of(one) for one in parts])
        if origin is Literal:
            return {"enum": list(parts)}
        if origin is tuple:
            return self._row(parts)
        if origin is Mapping:
            return self._mapping(*parts)
        if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum)):
            return {"$ref": f"#/$defs/{self._named(kind)}"}
        raise TypeError(f"no JSON is written of {kind!r}: use a type that writing.json knows")

    def table(self, kind: type) -> Schema:
        """Give the body of a dataclass."""
        said, types = field_descriptions(kind), field_types(kind)
        properties = {}
        for one in fields(kind):
            if one.name != LEFT_OUT:
                about = {"description": said[one.name]} if one.name in said else {}
                properties[one.name.rstrip("_")] = self.of(types[one.name]) | about
        return {
            "description": class_description(kind),
            "type": "object",
            "additionalProperties": False,
            "required": list(properties),
            "properties": properties,
        }

    def _named(self, kind: type) -> str:
        if kind not in self.names:
            taken = kind.__name__ in self.names.values()
            module = kind.__module__.rpartition(".")[2]
            self.names[kind] = f"{module}.{kind.__name__}" if taken else kind.__name__
            self.bodies[self.names[kind]] = self._body(kind)
        return self.names[kind]

    def _body(self, kind: type) -> Schema:
        if issubclass(kind, Enum):
            return {
                "description": class_description(kind),
                "enum": [one.value for one in kind],
            }
        return self.table(kind)

    def _either(self, members: list[Schema]) -> Schema:
        """Allow any of several; plain types become one list of types."""
        if all(set(one) == {"type"} for one in members):
            types = [one["type"] for one in members]
            flat = [kind for one in types for kind in (one if isinstance(one, list) else [one])]
            return {"type": list(dict.fromkeys(flat))}
        return {"anyOf": members}

    def _row(self, parts: tuple[Any, ...]) -> Schema:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return {"type": "array", "items": self.of(parts[0])}
        return {
            "type": "array",
            "prefixItems": [self.of(one) for one in parts],
            "items": False,
            "minItems": len(parts),
        }

    def _mapping(self, key: Any, value: Any) -> Schema:  # noqa: ANN401 - any type hints
        body: Schema = {"type": "object", "additionalProperties": self.of(value)}
        return body if key is str else body | {"propertyNames": self.of(key)}
