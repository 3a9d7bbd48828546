"""``levier forecast`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.command_line import levier

from levier.workspace.writing.schemas.answers import answer_schema

SETTINGS = '[company]\nname = "Shop"\ncurrency = "EUR"\n'
HEADER = (
    "decision,author,kind,low,mid,high,probability,event,outcome,outcome_low,outcome_high,"
    "stated_on,measured_on\n"
)
ROWS = "".join(
    f"d{month},{author},{kind},{mid - 0.01:.2f},{mid:.2f},{mid + 0.01:.2f},,,0.03,0.01,0.05,"
    f"202{year}-0{month}-03,202{year}-0{month}-28\n"
    for month in range(1, 8)
    for author, mid, year, kind in (("human", 0.08, 3, "web"), ("ai", 0.03, 3, "=web"))
)
EVENT = "hire,human,,,,,0.7,hired by June,yes,,,2023-01-03,2023-06-30\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder of a history, and nothing to measure."""
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "past_forecasts.csv").write_text(HEADER + ROWS + EVENT, encoding="utf-8")
    return tmp_path


def test_it_answers_in_words_first(folder: Path) -> None:
    result = levier("forecast", folder, "--language", "en")
    assert result.exit_code == 0
    lines = result.stdout.strip().splitlines()
    assert lines[0] == "Forecasts of Shop, as of 28 July 2023"
    assert lines[1].startswith("14 forecasts could be judged.")
    for words in ("people", "AI", "Do the ranges hold?", "Brier"):
        assert words in result.stdout


def test_it_speaks_french(folder: Path) -> None:
    result = levier("forecast", folder, "--language", "fr")
    assert "Prévisions de Shop, au 28 juillet 2023" in result.stdout
    assert "humains" in result.stdout


def test_it_writes_everything_and_the_page(folder: Path) -> None:
    full, page = folder / "out.json", folder / "out.html"
    result = levier("forecast", folder, "--language", "en", "--json", full, "--report", page)
    assert result.exit_code == 0
    document = json.loads(full.read_text(encoding="utf-8"))
    jsonschema.validate(document, answer_schema("forecast"))
    assert len(document["rows"]) == 14
    assert [one["author"] for one in document["event_scores"]] == ["", "human"]
    html = page.read_text(encoding="utf-8")
    assert html.count("<svg") == 2  # one drawing, for a screen and for a phone
    assert "Calibration curve of 14 forecasts" in html


def test_as_of_hides_what_came_later(folder: Path) -> None:
    result = levier("forecast", folder, "--as-of", "2023-03-28", "--language", "en")
    assert "6 forecasts could be judged." in result.stdout


def test_faults_are_all_listed_and_nothing_is_written(folder: Path) -> None:
    wrong = "x,Ann Martin,,0.3,0.1,0.2,,,,,,2023-05-03,2023-01-28\n"
    (folder / "past_forecasts.csv").write_text(HEADER + ROWS + wrong, encoding="utf-8")
    result = levier("forecast", folder, "--json", folder / "out.json", "--language", "en")
    assert result.exit_code == 2
    for words in ("looks like a person", "low ≤ mid ≤ high", "outcome", "Put the two dates"):
        assert words in result.stderr
    assert not (folder / "out.json").exists()


def test_an_empty_folder_is_told_what_to_add(tmp_path: Path) -> None:
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    result = levier("forecast", tmp_path, "--language", "en")
    assert result.exit_code == 2
    assert "past_forecasts.csv (decision, author, low, mid, high" in result.stderr
