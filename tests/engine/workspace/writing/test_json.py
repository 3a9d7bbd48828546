from __future__ import annotations

import copy
import dataclasses
import json
import math
import typing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from tests.engine.workspace.results_fixture import bare_results, empty_results, full_results

from levier.workspace import results as contract
from levier.workspace.writing.json import to_json, write_json
from levier.workspace.writing.schema import load_schema

CASES = {"full": full_results, "bare": bare_results, "empty": empty_results}


def validator() -> Draft202012Validator:
    return Draft202012Validator(load_schema())


@pytest.mark.parametrize("case", CASES)
def test_the_schema_accepts_what_is_written(case: str) -> None:
    validator().validate(to_json(CASES[case]()))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_language_can_be_kept(language: typing.Literal["en", "fr"]) -> None:
    document = to_json(full_results(), language)
    validator().validate(document)
    assert list(document["not_measured"][0]["sentence"]) == [language]


def wrong_documents() -> dict[str, Any]:
    def change(path: list[Any], value: object) -> dict[str, Any]:
        document = copy.deepcopy(to_json(full_results()))
        place: Any = document
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        return document

    return {
        "another version": change(["schema"], "levier.results/2"),
        "an unknown verdict": change(["effects", 0, "verdict"], "maybe"),
        "text for a number": change(["effects", 0, "effect", "p50"], "3 %"),
        "a field too many": change(["portfolio", "guess"], 1.0),
        "a probability of 2": change(["effects", 0, "probability_right_direction"], 2.0),
        "a currency in words": change(["currency"], "euros"),
    }


@pytest.mark.parametrize("fault", wrong_documents())
def test_the_schema_refuses(fault: str) -> None:
    with pytest.raises(ValidationError):
        validator().validate(wrong_documents()[fault])


def test_every_field_is_required() -> None:
    document = to_json(full_results())
    for name in document:
        short = {key: value for key, value in document.items() if key != name}
        assert not validator().is_valid(short), name


def test_the_schema_describes_exactly_the_fields_of_the_results() -> None:
    schema = load_schema()
    shapes = [set(schema["properties"])]
    shapes += [set(part["properties"]) for part in schema["$defs"].values() if "properties" in part]
    tables = [item for item in vars(contract).values() if dataclasses.is_dataclass(item)]
    for table in tables:
        names = {field.name.rstrip("_") for field in dataclasses.fields(table)} - {"workspace"}
        assert names in shapes, table


def test_every_property_is_described() -> None:
    schema = load_schema()
    for part in [schema, *schema["$defs"].values()]:
        assert part["description"]
        for name, value in part.get("properties", {}).items():
            assert value.get("description"), name
        if part.get("type") == "object":
            assert part["additionalProperties"] is False


def test_a_figure_that_is_not_finite_is_null() -> None:
    results = full_results()
    portfolio = results.portfolio
    scores = dataclasses.replace(portfolio.forecasts, bias=math.nan)
    odd = dataclasses.replace(results, portfolio=dataclasses.replace(portfolio, forecasts=scores))
    assert to_json(odd)["portfolio"]["forecasts"]["bias"] is None


def test_the_names_of_the_contract_are_kept() -> None:
    document = to_json(full_results())
    window = document["effects"][0]["window"]
    assert window == {"from": "2025-04-07", "to": "2026-06-30", "periods": 450}
    assert next(iter(document)) == "schema"
    assert "workspace" not in document


def test_the_file_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    for path in (first, second):
        write_json(full_results(), path)
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text(encoding="utf-8")) == to_json(full_results())


def test_nothing_is_written_when_writing_fails(tmp_path: Path) -> None:
    broken = dataclasses.replace(full_results(), currency=object())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        write_json(broken, tmp_path / "out.json")
    assert list(tmp_path.iterdir()) == []
