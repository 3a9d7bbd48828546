from __future__ import annotations

import json

from jsonschema import Draft202012Validator
from typer import Typer
from typer.testing import CliRunner

from levier_cli import schema


def test_the_schema_is_printed_and_is_a_schema() -> None:
    app = Typer()
    schema.register(app)
    answer = CliRunner().invoke(app, [])
    assert answer.exit_code == 0
    document = json.loads(answer.stdout)
    Draft202012Validator.check_schema(document)
    assert document["title"] == "levier.results/1"
