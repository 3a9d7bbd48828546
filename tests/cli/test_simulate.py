"""``levier simulate`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.command_line import levier

from levier.workspace.writing.schemas.answers import answer_schema

SETTINGS = """\
[company]
name = "Shop"
currency = "EUR"

[clients.Big]
revenue = [280, 300, 310]
margin = [0.3, 0.4, 0.5]
avoidable_cost = [60, 100, 150]
ramp_months = 6
refill_share = [0.1, 0.4, 0.8]

[tools.pages]
benefit = [800, 1500, 2500]

[tools.pages.build]
cost = [20000, 30000, 45000]
"""
INVOICES = "date,client,amount\n2025-06-30,Big,300\n2025-06-30,Small,500\n"
CARD = (
    "--effort",
    "2,3,5",
    "--margin",
    "12000,18000,25000",
    "--win",
    "0.4,0.6,0.7",
    "--rate",
    "650",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder that holds nothing to measure."""
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    return tmp_path


def test_a_client_s_exit(folder: Path, tmp_path: Path) -> None:
    document, page = tmp_path / "e.json", tmp_path / "e.html"
    result = levier("simulate", "client-exit", folder, "--json", document, "--report", page)
    assert result.exit_code == 0
    assert "If Big left" in result.output
    assert "Big is 37.5% of the revenue" in result.output
    found = json.loads(document.read_text())
    assert found["schema"] == "levier.client-exit/1"
    jsonschema.validate(found, answer_schema("client-exit"))
    assert len(found["choices"][1]["cash"]) == 24
    assert "<svg" in page.read_text()


def test_build_or_buy_in_french(folder: Path, tmp_path: Path) -> None:
    document, page = tmp_path / "t.json", tmp_path / "t.html"
    words = ("--json", document, "--report", page, "--language", "fr")
    result = levier("simulate", "build-or-buy", folder, *words)
    assert result.exit_code == 0
    assert "construire, acheter ou arrêter" in result.output
    found = json.loads(document.read_text())
    jsonschema.validate(found, answer_schema("build-or-buy"))
    assert found["schema"] == "levier.build-or-buy/1"


def test_an_answer_during_a_call() -> None:
    result = levier("simulate", "feasibility", *CARD)
    assert result.exit_code == 0
    assert "Yes." in result.output
    assert "beyond 17 person-days" in result.output


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--effort", "5,3,2", "in order"),
        ("--effort", "a few", "expected P10,P50,P90"),
        ("--win", "0.4,0.6,1.7", "chance to win"),
        ("--effort", "-3,2,5", "zero or more"),
        ("--drift", "some", "none, low, medium, high"),
        ("--drift", "inf", "three finite numbers"),
        ("--drift", "nan", "three finite numbers"),
    ],
)
def test_what_cannot_be_is_said(option: str, text: str, said: str) -> None:
    result = levier("simulate", "feasibility", *CARD, option, text)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("margin = [0.5, 0.4, 0.3]", "not in order"),
        ("margin = [0.3, 0.4, 1.5]", "from 0 to 1"),
        ("margin = 0.4\nexit_cost = -5", "below zero"),
    ],
)
def test_bad_ranges_are_said(folder: Path, setting: str, said: str) -> None:
    text = SETTINGS.replace("margin = [0.3, 0.4, 0.5]", setting)
    (folder / "levier.toml").write_text(text, encoding="utf-8")
    result = levier("simulate", "client-exit", folder)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_tool_without_a_way_is_said(folder: Path) -> None:
    text = SETTINGS.split("[tools.pages.build]")[0]
    (folder / "levier.toml").write_text(text, encoding="utf-8")
    result = levier("simulate", "build-or-buy", folder)
    assert result.exit_code == 2
    assert "[tools.pages.build] or [tools.pages.buy]" in result.stderr


def test_one_tool_among_several_is_asked_for(folder: Path) -> None:
    other = SETTINGS + SETTINGS[SETTINGS.index("[tools.pages]") :].replace("pages", "forms")
    (folder / "levier.toml").write_text(other, encoding="utf-8")
    unsaid = levier("simulate", "build-or-buy", folder)
    assert unsaid.exit_code == 2
    assert "--tool" in unsaid.stderr
    said = levier("simulate", "build-or-buy", folder, "--tool", "forms")
    assert said.exit_code == 0
    assert "forms" in said.output
    assert "pages" not in said.output


def test_the_currency_is_the_one_of_the_deal() -> None:
    result = levier("simulate", "feasibility", *CARD, "--currency", "GBP")
    assert result.exit_code == 0
    assert "£" in result.output
    assert "€" not in result.output
