"""``levier schema``, and every command's file held to it on the demonstration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from tests.cli.command_line import levier

from levier.workspace.demonstration.writing import write
from levier.workspace.writing.schemas.answers import ANSWERS

if TYPE_CHECKING:
    from pathlib import Path

FAST = ("choose", "gate", "allocate", "pnl")
"""The commands that only read; those that measure or plan are held to theirs in their own tests."""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schema") / "demo"
    write(folder, language="en")
    return folder


@pytest.mark.parametrize("word", ["results", *ANSWERS])
def test_the_schema_is_printed_and_is_a_schema(word: str) -> None:
    answer = levier("schema", "--of", word)
    assert answer.exit_code == 0
    document = json.loads(answer.stdout)
    Draft202012Validator.check_schema(document)
    assert document["title"].startswith("levier.")


def test_by_default_it_is_that_of_the_results() -> None:
    assert json.loads(levier("schema").stdout)["title"] == "levier.results/1"


def test_an_unknown_answer_names_those_there_are() -> None:
    answer = levier("schema", "--of", "weather")
    assert answer.exit_code == 2
    assert "expected one of results, plan, forecast" in answer.stderr


@pytest.mark.parametrize("word", FAST)
def test_what_a_command_writes_obeys_its_schema(
    demonstration: Path, tmp_path: Path, word: str
) -> None:
    file = tmp_path / "answer.json"
    answer = levier(word, demonstration, "--json", file)
    assert answer.exit_code == 0, answer.stderr
    schema = json.loads(levier("schema", "--of", word).stdout)
    found = Draft202012Validator(schema).iter_errors(json.loads(file.read_text(encoding="utf-8")))
    assert [(one.json_path, one.message) for one in found] == []
