"""``levier choose``: what it prints, writes and refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.command_line import levier
from tests.engine.workspace.choosing.bets_folder import ROWS, write_bets

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2026-07-01")


def test_the_answer_comes_first(tmp_path: Path) -> None:
    folder = write_bets(tmp_path / "bets")
    written, page = tmp_path / "choice.json", tmp_path / "choice.html"
    answer = levier("choose", folder, *DAY, "--json", written, "--report", page)
    assert answer.exit_code == 0, answer.stderr
    lines = answer.stdout.strip().splitlines()
    assert lines[0] == "What to do now · Shop · as of 1 July 2026"
    assert lines[1].startswith("Do now: New law and Guided tour.")
    assert json.loads(written.read_text(encoding="utf-8"))["schema"] == "levier.choose/1"
    assert "Guided tour" in page.read_text(encoding="utf-8")


def test_it_speaks_french(tmp_path: Path) -> None:
    answer = levier("choose", write_bets(tmp_path), *DAY, "--language", "fr")
    assert answer.exit_code == 0, answer.stderr
    assert "À faire maintenant" in answer.stdout
    assert "Ce qui devrait être vrai" in answer.stdout


def test_options_go_before_the_settings(tmp_path: Path) -> None:
    folder = write_bets(tmp_path)
    all_days = levier("choose", folder, *DAY, "--capacity", "500", "--risk-aversion", "0.5")
    assert "Voice" in all_days.stdout.split("Left out")[0]
    assert "risk counted as asked" in " ".join(all_days.stdout.split())
    refused = levier("choose", folder, *DAY, "--capacity", "5")
    assert refused.exit_code == 2
    assert "law must be done" in refused.stderr
    assert refused.stdout == ""


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--capacity", "-1", "--capacity: expected a number, zero or more; got -1"),
        ("--budget", "nan", "--budget: expected a number, zero or more; got nan"),
        ("--risk-aversion", "2", "--risk-aversion: expected a number from 0 to 1; got 2"),
    ],
)
def test_wrong_options_are_refused(tmp_path: Path, option: str, value: str, sentence: str) -> None:
    answer = levier("choose", write_bets(tmp_path), option, value)
    assert answer.exit_code == 2
    assert sentence in answer.stderr


def test_an_empty_folder_says_what_to_add(tmp_path: Path) -> None:
    folder = write_bets(tmp_path)
    (folder / "opportunities.csv").unlink()
    answer = levier("choose", folder, *DAY)
    assert answer.exit_code == 2
    assert "id, title, effort_mid (person-days)" in answer.stderr


def test_faults_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    folder = write_bets(tmp_path, (*ROWS, "law,Twice,,,,,,,,,,,,,,-3,,,,,,,,,,,"))
    written = tmp_path / "choice.json"
    answer = levier("choose", folder, *DAY, "--json", written)
    assert answer.exit_code == 2
    assert "already on line" in answer.stderr
    assert "below zero" in answer.stderr
    assert not written.exists()


def test_without_data_deadlines_are_counted_from_today(tmp_path: Path) -> None:
    assert levier("choose", write_bets(tmp_path)).exit_code == 0


def test_it_checks_and_counts_opportunities(tmp_path: Path) -> None:
    folder = write_bets(tmp_path)
    (folder / "metrics.csv").write_text("date,metric,value\n2026-01-05,orders,3\n")
    (folder / "decisions.csv").write_text("id,title,starts_on\na,A,2026-01-05\n")
    answer = levier("check", folder)
    assert answer.exit_code == 0, answer.stderr
    assert "Opportunities        7" in answer.stdout


def test_the_worst_futures_are_kept_above_what_was_asked(tmp_path: Path) -> None:
    folder, written = write_bets(tmp_path / "bets"), tmp_path / "choice.json"
    found = []
    for words in ((), ("--worst-case", "-1000000"), ("--worst-case", "1000000000")):
        answer = levier("choose", folder, *DAY, *words, "--json", written)
        found.append((answer.exit_code, written.read_text("utf-8"), answer.stderr))
    assert [code for code, _, _ in found] == [0, 0, 2]
    assert "worst" in found[2][2]
