"""``levier gate``: what it prints, writes and refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.command_line import levier
from tests.engine.workspace.gating.gates_folder import FILES, write_gates

from levier.workspace.demonstration.writing import write

if TYPE_CHECKING:
    from pathlib import Path


def test_the_demonstration_shows_the_figures_of_the_scenario(tmp_path: Path) -> None:
    write(tmp_path / "demo", language="en")
    answer = levier("gate", tmp_path / "demo", "--language", "en")
    assert answer.exit_code == 0, answer.stderr
    said = " ".join(answer.stdout.split())
    assert "5 gates: 1 passed, 1 failed, 3 not settled yet." in said
    assert "64 of 96 active customers heard raise the problem unprompted, 66.7%" in said
    assert "56.8% to 75.3%, includes the 60% asked for" in said
    assert "about 82 more active customers (178 in all)" in said
    assert "Stop. Probability to reach 240 by 26 July 2026: 7." in said
    assert "Groupe Oriel – Refused: technology vetoes on low-effort" in said


def test_one_gate_in_french(tmp_path: Path) -> None:
    folder = write_gates(tmp_path)
    answer = levier("gate", folder, "--gate", "usage", "--language", "fr")
    assert answer.exit_code == 0
    assert "Arrêter. Probabilité d’atteindre 100 au 1er mars 2026" in answer.stdout
    assert "Pay" not in answer.stdout


def test_json_and_report_hold_every_gate(tmp_path: Path) -> None:
    folder = write_gates(tmp_path / "in")
    document, page = tmp_path / "gates.json", tmp_path / "gates.html"
    answer = levier("gate", folder, "--json", document, "--report", page)
    assert answer.exit_code == 0, answer.stderr
    found = json.loads(document.read_text(encoding="utf-8"))
    assert found["schema"] == "levier.gate/1"
    assert [one["id"] for one in found["gates"]] == ["problem", "price", "tasks", "usage", "deals"]
    html = page.read_text(encoding="utf-8")
    assert html.count("<figure>") == 2
    assert html.count('role="img"') == 4
    assert "Too special" in html


def test_the_words_of_users_are_escaped_in_the_page(tmp_path: Path) -> None:
    reviews = FILES["reviews.csv"].replace("Too special", "<script>alert(1)</script>")
    folder = write_gates(tmp_path / "in", reviews=reviews)
    answer = levier("gate", folder, "--report", tmp_path / "gates.html")
    assert answer.exit_code == 0
    assert "<script>alert" not in (tmp_path / "gates.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "said"), [("en", "Add one"), ("fr", "Ajoutez-en une")])
def test_no_gate_says_what_to_add(language: str, said: str, tmp_path: Path) -> None:
    settings = FILES["levier.toml"].split("[gates.problem]")[0]
    (tmp_path / "levier.toml").write_text(settings, encoding="utf-8")
    answer = levier("gate", tmp_path, "--language", language)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "gate, customer, date" in answer.stderr


def test_every_fault_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    settings = FILES["levier.toml"].replace("threshold = 0.6", "threshold = 60")
    tasks = FILES["tasks.csv"].replace("10,9", "10,19")
    folder = write_gates(tmp_path / "in", levier=settings, tasks=tasks)
    answer = levier("gate", folder, "--json", tmp_path / "gates.json")
    assert answer.exit_code == 2
    assert "0.6 for 60%" in answer.stderr
    assert "19 successes out of 10 sessions" in answer.stderr
    assert not (tmp_path / "gates.json").exists()


def test_an_unknown_gate_exits_with_two(tmp_path: Path) -> None:
    answer = levier("gate", write_gates(tmp_path), "--gate", "door")
    assert answer.exit_code == 2
    assert "no gate 'door'" in answer.stderr


def test_a_gate_is_read_as_it_stood_on_a_day(tmp_path: Path) -> None:
    folder, document = write_gates(tmp_path / "in"), tmp_path / "gates.json"
    said = []
    for day in ("2025-12-31", "2026-02-15"):
        answer = levier("gate", folder, "--as-of", day, "--json", document)
        assert answer.exit_code == 0, answer.stderr
        found = json.loads(document.read_text(encoding="utf-8"))
        assert found["as_of"] == day
        said.append(found["gates"])
    assert said[0] != said[1]
