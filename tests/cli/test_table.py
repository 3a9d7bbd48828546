from __future__ import annotations

import dataclasses
import io
import re
from typing import Literal

import pytest
from rich.console import Console
from tests.engine.workspace.designs_fixture import results_across_units
from tests.engine.workspace.results_fixture import bare_results, empty_results, full_results

from levier.language import Language
from levier.workspace.results import Results
from levier_cli.table import print_results


def printed(
    results: Results, language: Language = "en", width: int = 80, *, terminal: bool = False
) -> str:
    file = io.StringIO()
    colours: Literal["truecolor"] | None = "truecolor" if terminal else None
    console = Console(file=file, width=width, force_terminal=terminal, color_system=colours)
    print_results(results, language, console)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 100, 150])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_line_is_wider_than_the_terminal(width: int, language: Language) -> None:
    assert max(map(len, printed(full_results(), language, width).splitlines())) <= width


def test_piped_text_has_neither_box_nor_colour() -> None:
    text = printed(full_results())
    assert not re.search(r"[\u2500-\u257f\x1b]", text)
    assert "\x1b[" in printed(full_results(), terminal=True)


def test_verdicts_figures_and_ranges_are_there() -> None:
    text = printed(full_results(), width=150)
    line = next(line for line in text.splitlines() if line.startswith("=Programme de fidélité"))
    for part in ("Commandes", "▲ gain", "+3.5%", "+2.2% to +4.8%", "€37k"):
        assert part in line


@pytest.mark.parametrize("width", [80, 150])
def test_a_figure_of_units_is_marked_and_the_mark_explained(width: int) -> None:
    text = printed(results_across_units(), "fr", width)
    assert max(map(len, text.splitlines())) <= width
    assert "† sur les unités touchées, non sur la métrique entière." in text
    assert len(re.findall(r"%†", text.split("En tout")[0])) == 2
    assert "†" not in printed(full_results(), "fr", width)


def test_what_is_in_no_total_says_so() -> None:
    text = printed(full_results(), "fr", 150)
    line = next(line for line in text.splitlines() if "hors total" in line)
    assert re.search(r"\(−?[\d,\u202f]+\u202fk?€\)", line)


def test_every_not_proven_says_what_would_settle_it() -> None:
    text = printed(full_results(), width=150)
    waiting = sum(effect.settling is not None for effect in full_results().effects)
    assert waiting
    assert text.count("These data would have shown") == waiting


def test_the_totals_are_words() -> None:
    text = " ".join(printed(full_results(), "fr").split())
    assert "ont rapporté 412 k€" in text
    assert "2 attentes n’ont pas pu être mesurées" in text


def test_planted_effects_are_compared_only_when_known() -> None:
    assert "19 of 21 planted effects" in printed(full_results())
    bare = [dataclasses.replace(effect, truth=None) for effect in full_results().effects]
    assert "Planted" not in printed(dataclasses.replace(full_results(), effects=tuple(bare)))


def test_a_title_is_never_read_as_markup() -> None:
    results = full_results()
    decision = results.workspace.decisions["price-rise"]
    odd = {
        **results.workspace.decisions,
        "price-rise": dataclasses.replace(decision, title="[red]"),
    }
    workspace = dataclasses.replace(results.workspace, decisions=odd)
    assert "[red]" in printed(dataclasses.replace(results, workspace=workspace))


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        (empty_results(), "Nothing could be measured yet."),
        (bare_results(), "without a value in money"),
    ],
)
def test_empty_answers_are_said(results: Results, sentence: str) -> None:
    assert sentence in " ".join(printed(results).split())
