"""Schemas made from the dataclasses that are written: every kind of field, and no drift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pytest
from jsonschema import Draft202012Validator

from levier.workspace.choosing import results as choosing
from levier.workspace.writing.json import to_json
from levier.workspace.writing.schemas.answers import ANSWERS, answer_schema
from levier.workspace.writing.schemas.generator import schema_of

if TYPE_CHECKING:
    from levier.gates.verdict import Verdict


class Colour(StrEnum):
    """What it looks like."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Leaf:
    """The end of a branch.

    Attributes
    ----------
    size, width
        In metres; None when it
        was not measured.
    """

    size: float | None
    width: float
    from_: date


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole answer."""

    schema: ClassVar[str] = "levier.tree/1"

    name: str
    """As people call it."""
    leaves: tuple[Leaf, ...]
    pair: tuple[int, bool]
    by_colour: Mapping[Colour, Leaf | Colour]
    kind: Literal["oak", "fir"]
    verdict: Verdict | None
    workspace: object


TREE = Tree(
    name="Oak",
    leaves=(Leaf(None, float("inf"), date(2026, 1, 1)),),
    pair=(1, True),
    by_colour={Colour.RED: Colour.BLUE, Colour.BLUE: Leaf(1.0, 2.0, date(2026, 1, 2))},
    kind="oak",
    verdict=None,
    workspace=None,
)


def errors(document: Any, of: type = Tree) -> list[str]:
    schema = schema_of(of)
    Draft202012Validator.check_schema(schema)
    return [one.json_path for one in Draft202012Validator(schema).iter_errors(document)]


def test_what_is_written_obeys_the_schema_of_its_class() -> None:
    assert errors(to_json(TREE)) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"schema": "levier.tree/2"}, "$.schema"),
        ({"name": None}, "$.name"),
        ({"pair": [1]}, "$.pair"),
        ({"pair": [1, True, 2]}, "$.pair"),
        ({"kind": "elm"}, "$.kind"),
        ({"verdict": "maybe"}, "$.verdict"),
        ({"by_colour": {"green": "red"}}, "$.by_colour"),
        ({"leaves": [{"size": 1.0, "width": 2.0}]}, "$.leaves[0]"),
        ({"leaves": [{"size": 1.0, "width": 2.0, "from": "1 May"}]}, "$.leaves[0].from"),
        ({"more": 1}, "$"),
    ],
)
def test_what_is_not_written_is_refused(change: dict[str, Any], where: str) -> None:
    assert errors(to_json(TREE) | change) == [where]


def test_descriptions_come_from_docstrings_in_the_words_of_json() -> None:
    schema = schema_of(Tree)
    assert schema["description"] == "A whole answer."
    assert schema["properties"]["name"]["description"] == "As people call it."
    leaf = schema["$defs"]["Leaf"]["properties"]
    said = {name: one.get("description") for name, one in leaf.items()}
    text = "In metres; null when it was not measured."
    assert said == {"size": text, "width": text, "from": None}


@dataclass(frozen=True, slots=True)
class Twins:
    """Two classes of one name."""

    schema: ClassVar[str] = "levier.twins/1"

    gate: Verdict
    test: choosing.Verdict


def test_two_classes_of_one_name_keep_apart() -> None:
    found = schema_of(Twins)
    assert found["properties"]["gate"] == {"$ref": "#/$defs/Verdict"}
    assert found["properties"]["test"] == {"$ref": "#/$defs/results.Verdict"}
    assert found["$defs"]["results.Verdict"]["enum"] == ["run", "skip", "settled"]


@dataclass(frozen=True, slots=True)
class Odd:
    """With a field that is not written."""

    schema: ClassVar[str] = "levier.odd/1"

    numbers: set[int]


def test_a_type_that_is_not_written_is_named() -> None:
    with pytest.raises(TypeError, match=r"set\[int\]"):
        schema_of(Odd)


@pytest.mark.parametrize("word", ANSWERS)
def test_the_schema_of_every_answer_is_one_and_leaves_the_input_out(word: str) -> None:
    schema = answer_schema(word)
    Draft202012Validator.check_schema(schema)
    assert "workspace" not in schema["properties"]
    assert schema["title"] == schema["properties"]["schema"]["const"]


@pytest.mark.parametrize("word", ANSWERS)
def test_no_object_allows_what_is_not_written(word: str) -> None:
    schema = answer_schema(word)
    objects = [one for one in schema["$defs"].values() if "properties" in one]
    assert all(one["additionalProperties"] is False for one in [schema, *objects])
    assert all(one["required"] == list(one["properties"]) for one in [schema, *objects])
