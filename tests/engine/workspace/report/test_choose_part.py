"""The part of the page on choosing: its pictures hold what its tables say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.choosing.bets_folder import ROWS, bets_workspace

from levier.language import LANGUAGES
from levier.workspace.choosing.asked import ChooseOptions
from levier.workspace.choosing.run import run_choose
from levier.workspace.report.charts.efficient_choices import (
    Axes,
    EfficientPoint,
    efficient_choices,
)
from levier.workspace.report.charts.rank_stability import rank_stability
from levier.workspace.report.charts.theme import NARROW, WIDE
from levier.workspace.report.choose_part import part

if TYPE_CHECKING:
    from pathlib import Path

    from levier.language import Language

ASKED = ChooseOptions(as_of=date(2026, 7, 1), draws=400)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_the_answer_and_draws_both_pictures(tmp_path: Path, language: Language) -> None:
    choice = run_choose(bets_workspace(tmp_path), ASKED)
    found = part(choice, language)
    assert found.anchor == "choose"
    assert choice.answer[0][language].split(":")[0] in found.html
    assert found.html.count("<figure>") == 1 + (len(choice.frontier) > 1)
    assert found.html.count('role="img"') == 2 * found.html.count("<figure>")


def test_titles_are_escaped(tmp_path: Path) -> None:
    rows = (*ROWS[:1], ROWS[1].replace("Guided tour", "<script>alert(1)</script>"), *ROWS[2:6])
    html = part(run_choose(bets_workspace(tmp_path, rows), ASKED), "en").html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_bars_are_cut_by_rank(width: int) -> None:
    spec = rank_stability([("A", "60%", (0.6, 0.3, 0.1)), ("B", "40%", (0.4, 0.7, 0.0))], width)
    rows = spec["datasets"]["rows"]
    assert [row["first"] for row in rows] == [0.6, 0.4]
    assert [row["third"] for row in rows] == pytest.approx([1.0, 1.0])
    assert [row["row"] for row in rows] == [0, 1]


def test_names_stay_inside_the_picture() -> None:
    points = [EfficientPoint("Safest", 9.0, 1.0, False), EfficientPoint("Most", 1.0, 5.0, True)]
    axes = Axes("worst", "value", "EUR", "en")
    (values,) = efficient_choices(points, axes, WIDE)["datasets"].values()
    assert [(one["name"], one["side"], one["made"]) for one in values] == [
        ("Safest", "right", False),
        ("Most", "left", True),
    ]
