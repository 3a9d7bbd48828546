"""``levier plan``: what it prints, writes and refuses."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from io import StringIO
from typing import TYPE_CHECKING

import jsonschema
import numpy as np
import pytest
from rich.console import Console
from tests.cli.command_line import levier
from tests.cli.shop_folder import write_shop

from levier.language import LANGUAGES
from levier.whole_workspace import plan
from levier.workspace.notebook import notebook_html
from levier.workspace.planning.told import sections
from levier.workspace.writing.schemas.answers import answer_schema
from levier_cli.plan_table import print_plan

if TYPE_CHECKING:
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.planning.results import Plan

SETTINGS = """\
[company]
name = "Shops"
currency = "EUR"
country = ""

[metrics.sales]
title = "Sales"
unit = "€"
grain = "month"
direction = "up"
kind = "sum"
"""
DECISIONS = "id,title,starts_on\noffer,Offer,2026-02-02\n"
SHOPS = ("Arras", "Brest", "Creil", "Dax")


@cache
def months() -> str:
    """Give three years of monthly sales in four shops, as ``metrics.csv``."""
    generator = np.random.default_rng(1)
    values = 1000 * np.exp(0.05 * generator.standard_normal((len(SHOPS), 36)))
    rows = [
        f"{2023 + month // 12}-{month % 12 + 1:02d}-01,sales,{values[shop, month]:.0f},{name}"
        for shop, name in enumerate(SHOPS)
        for month in range(36)
    ]
    return "\n".join(["date,metric,value,unit", *rows]) + "\n"


def write_shops(folder: Path) -> Path:
    folder.mkdir()
    (folder / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "metrics.csv").write_text(months(), encoding="utf-8")
    (folder / "decisions.csv").write_text(DECISIONS, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("effect", "events"), [("30%", "202"), ("20 %", "433"), ("17%", "591")])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_rule_of_base_events_needs_no_folder(effect: str, events: str, language: str) -> None:
    answer = levier("plan", "--events", "--effect", effect, "--language", language)
    assert answer.exit_code == 0
    assert events in answer.stdout.split()


def test_a_plan_is_printed_written_and_pasted(tmp_path: Path) -> None:
    folder, out, rows = write_shops(tmp_path / "shops"), tmp_path / "p.json", tmp_path / "e.csv"
    words = ("plan", folder, "--metric", "sales", "--effect", "5%", "--starts-on", "2026-02-02")
    answer = levier(*words, "--json", out, "--write", rows)
    assert answer.exit_code == 0, answer.stderr
    assert "half of the units first" in answer.stdout
    found = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(found, answer_schema("plan"))
    assert found["metrics"][0]["assumed"]["value"] == pytest.approx(0.05)
    lines = rows.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "decision,unit,starts_on"
    assert sorted(line.split(",")[1] for line in lines[1:]) == list(SHOPS)
    assert lines[1].endswith("2026-02-02")


def test_the_order_written_is_read_back_by_the_workspace(tmp_path: Path) -> None:
    folder = write_shops(tmp_path / "shops")
    words = ("plan", folder, "--decision", "offer", "--effect", "5%")
    assert levier(*words, "--write", folder / "exposures.csv").exit_code == 0
    assert levier("check", folder).exit_code == 0


def test_nothing_is_written_over(tmp_path: Path) -> None:
    folder, rows = write_shops(tmp_path / "shops"), tmp_path / "e.csv"
    rows.write_text("mine", encoding="utf-8")
    answer = levier("plan", folder, "--metric", "sales", "--write", rows)
    assert answer.exit_code == 2
    assert "is there already" in answer.stderr
    assert rows.read_text(encoding="utf-8") == "mine"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = write_shops(tmp_path_factory.mktemp("planned") / "shops")
    return plan(folder, metric="sales", units=["Arras"])


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_readable_on_any_terminal(columns: int, language: Language, planned: Plan) -> None:
    printed = StringIO()
    print_plan(planned, language, Console(file=printed, width=columns))
    lines = printed.getvalue().splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) > 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_shows_the_same_words(language: Language, planned: Plan) -> None:
    shown = notebook_html(sections(planned, language), language)
    for section in sections(planned, language):
        assert escape(section.heading) in shown
        assert all(escape(cell) in shown for one in section.tables for cell in one.columns)
    assert notebook_html(sections(planned, "en")) == planned._repr_html_()


def test_a_metric_without_units_writes_no_exposures(tmp_path: Path) -> None:
    folder, out = write_shop(tmp_path / "shop"), tmp_path / "p.json"
    words = ("plan", folder, "--metric", "visits", "--json", out, "--write", tmp_path / "e.csv")
    answer = levier(*words)
    assert answer.exit_code == 2
    assert "no roll-out by unit" in answer.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--metric", "sales", "--effect", "much"], "--effect: expected a share"),
        (["--metric", "sales", "--effect", "0%"], "other than zero"),
        (["--metric", "sales", "--units", " , "], "--units: expected names"),
        (["--metric", "sales", "--starts-on", "soon"], "--starts-on: expected a day"),
        (["--metric", "nothing"], "no metric 'nothing'"),
        ([], "give a decision or a metric"),
        (["--events"], "--events: give the effect"),
        (["--events", "--effect", "-120%"], "above -1"),
    ],
)
def test_bad_options_are_refused(words: list[str], said: str, tmp_path: Path) -> None:
    answer = levier("plan", write_shops(tmp_path / "shops"), *words)
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_the_folder_is_needed_and_its_faults_are_listed(tmp_path: Path) -> None:
    assert levier("plan", "--metric", "sales").exit_code == 2
    folder = write_shops(tmp_path / "shops")
    (folder / "metrics.csv").write_text("date,metric,value\n2025-13-01,sales,4\n")
    answer = levier("plan", folder, "--metric", "sales")
    assert answer.exit_code == 2
    assert "metrics.csv:2" in answer.stderr


def test_each_choice_of_the_plan_is_taken(tmp_path: Path) -> None:
    """One plan with every choice made, and the same from another seed."""
    folder, firsts = write_shops(tmp_path / "shops"), {}
    for seed in ("0", "3"):
        out, rows = tmp_path / f"{seed}.json", tmp_path / f"{seed}.csv"
        answer = levier(
            "plan", folder, "--metric", "sales", "--effect", "5%", "--power", "0.95",
            "--waves", "2", "--every", "3", "--starts-on", "2026-02-02", "--as-of", "2025-06-30",
            "--seed", seed, "--json", out, "--write", rows,
        )  # fmt: skip
        assert answer.exit_code == 0, answer.stderr
        found = json.loads(out.read_text(encoding="utf-8"))
        assert (found["power"], found["as_of"]) == (0.95, "2025-06-30")
        cells = [line.split(",") for line in rows.read_text(encoding="utf-8").splitlines()[1:]]
        assert {day for _, _, day in cells} == {"2026-02-02", "2026-05-02"}  # two, a quarter apart
        firsts[seed] = [shop for _, shop, day in cells if day == "2026-02-02"]
    assert firsts["0"] != firsts["3"]


def test_users_of_a_test_are_counted_alone_and_by_store(tmp_path: Path) -> None:
    folder = write_shops(tmp_path / "shops")
    found: dict[tuple[str, ...], dict[str, float]] = {}
    of_a_rate = ("--rate", "0.04", "--users", "10000")
    of_a_mean = ("--mean", "30", "--sd", "12", "--users", "10000")
    by_store = (*of_a_rate, "--cluster-size", "50", "--correlation", "0.05")
    for words in (of_a_rate, of_a_mean, by_store):
        out = tmp_path / f"{len(found)}.json"
        answer = levier(
            "plan", folder, "--metric", "sales", "--effect", "5%", *words, "--json", out
        )
        assert answer.exit_code == 0, answer.stderr
        (metric,) = json.loads(out.read_text(encoding="utf-8"))["metrics"]
        found[words] = metric["users"]
    rate, mean, store = found[of_a_rate], found[of_a_mean], found[by_store]
    # Two means apart by 5 % of 30, at 80 % and 5 %: 2 (1.960 + 0.842)² (12 / 1.5)² = 1,005 each.
    assert mean["per_arm"] == pytest.approx(1005, abs=1)
    # Stores multiply by 1 + (50 - 1) 0.05 = 3.45, to whole stores.
    assert store["per_arm"] == pytest.approx(3.45 * rate["per_arm"], abs=50)
    assert store["per_arm"] == 50 * store["clusters_per_arm"]
