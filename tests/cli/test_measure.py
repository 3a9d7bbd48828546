"""``levier measure`` as it is typed: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.cli.command_line import OUTPUTS, all_outputs, levier
from tests.cli.shop_folder import STARTS_ON, write_shop

from levier.workspace.writing.schema import schema_text

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_shop(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def measured(shop: Path, outputs: Path) -> Result:
    result = levier("measure", shop, *all_outputs(outputs))
    assert result.exit_code == 0, result.stderr
    return result


def document_of(shop: Path, path: Path, *options: str) -> dict[str, Any]:
    result = levier("measure", shop, "--json", path, *options)
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_the_table_is_plain_text_when_piped(measured: Result) -> None:
    assert "One-page checkout" in measured.stdout
    assert "New colours" in measured.stdout
    assert "\x1b[" not in measured.stdout
    assert not set("─│╭╮╰╯━┃") & set(measured.stdout)
    assert measured.stderr == ""


def test_every_file_asked_for_is_written_and_named(measured: Result, outputs: Path) -> None:
    for name in OUTPUTS:
        assert (outputs / name).stat().st_size > 1000
        assert str((outputs / name).resolve()) in measured.stdout
    assert sorted(path.name for path in outputs.iterdir()) == sorted(OUTPUTS)


@pytest.mark.usefixtures("measured")
def test_the_json_is_what_the_schema_says(outputs: Path) -> None:
    document = json.loads((outputs / "results.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(document)
    assert document["schema"] == "levier.results/1"
    assert {one["decision"] for one in document["effects"]} == {"checkout", "colours"}
    verdicts = {one["decision"]: one["verdict"] for one in document["effects"]}
    assert verdicts == {"checkout": "gain", "colours": "not_proven"}


@pytest.mark.usefixtures("measured")
def test_the_report_needs_no_network(outputs: Path) -> None:
    page = (outputs / "report.html").read_text(encoding="utf-8")
    assert "<script src" not in page
    assert '<link rel="stylesheet"' not in page
    assert "One-page checkout" in page


def test_the_language_asked_for_is_spoken(shop: Path) -> None:
    french = levier("measure", shop, "--language", "fr")
    assert "non prouvé" in french.stdout.lower()
    assert french.stdout == levier("measure", shop, LANG="fr_FR.UTF-8").stdout


def test_as_of_pretends_that_it_is_that_day(shop: Path, tmp_path: Path) -> None:
    document = document_of(shop, tmp_path / "then.json", "--as-of", "2025-06-01")
    assert document["as_of"] == "2025-06-01"
    assert [one["decision"] for one in document["effects"]] == ["checkout"]
    assert document["effects"][0]["window"]["to"] == "2025-06-01"
    refused = {one["decision"]: one["reason"] for one in document["not_measured"]}
    assert refused == {"colours": "not_started"}


def test_the_reconciliation_compares_the_spans_asked_for(shop: Path, tmp_path: Path) -> None:
    spans = ("--before", "2025-01-06:2025-03-02", "--after", f"{STARTS_ON}:2025-06-29")
    (found,) = document_of(shop, tmp_path / "spans.json", *spans)["reconciliation"]
    assert [found["before"][end] for end in ("from", "to")] == ["2025-01-06", "2025-03-02"]
    assert [found["after"][end] for end in ("from", "to")] == [str(STARTS_ON), "2025-06-29"]
    assert found["parts"]["decisions"]["checkout"] > 0


def test_priors_off_leaves_the_forecasts_out(shop: Path, tmp_path: Path) -> None:
    without = document_of(shop, tmp_path / "off.json", "--priors", "off")
    assert without["provenance"]["priors"] == "off"
    assert all(one["without_forecast"] is None for one in without["effects"])


def test_truth_is_shown_beside_the_answers(shop: Path, tmp_path: Path) -> None:
    result = levier("measure", shop, "--truth", "--json", tmp_path / "truth.json")
    assert result.exit_code == 0
    effects = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["effects"]
    assert {one["decision"]: one["truth"] for one in effects} == {"checkout": 0.12, "colours": 0}
    assert "+12" in result.stdout


def test_truth_of_a_folder_without_any_is_a_fault(tmp_path: Path) -> None:
    folder = write_shop(tmp_path / "shop")
    (folder / "truth.csv").unlink()
    result = levier("measure", folder, "--truth", "--json", tmp_path / "out.json")
    assert result.exit_code == 2
    assert "truth.csv" in result.stderr
    assert "There is no file" in result.stderr
    assert not (tmp_path / "out.json").exists()
