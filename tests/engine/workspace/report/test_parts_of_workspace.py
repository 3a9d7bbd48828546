"""One page: the parts of the practices after the measurement, named in the contents."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from tests.engine.workspace.results_fixture import empty_results

from levier.language import LANGUAGES
from levier.workspace.demonstration.writing import write
from levier.workspace.reading import read
from levier.workspace.report.page import render_report
from levier.workspace.report.parts_of_workspace import parts_of_workspace

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.report.part import Part
    from levier.workspace.results import Results


@cache
def demonstration(language: Language) -> Results:
    """The folder of the demonstration, of which nothing was measured."""
    with TemporaryDirectory() as folder:
        write(f"{folder}/demo", language=language)
        return replace(empty_results(), workspace=read(f"{folder}/demo"))


@cache
def parts(language: Language) -> tuple[Part, ...]:
    return parts_of_workspace(demonstration(language), language)


@cache
def page(language: Language) -> str:
    return render_report(demonstration(language), language, parts(language))


def test_every_practice_with_inputs_has_its_part() -> None:
    assert [one.title for one in parts("en")] == [
        "How good forecasts are",
        "Which bets to make",
        "Gates",
        "Shared costs",
        "Accounts of the products",
        "Keep or leave Réseau Toits & Bois",
        "Build or buy: Landing-page builder",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_every_part(language: Language) -> None:
    (contents,) = re.findall(r'<nav class="contents".*?</nav>', page(language), re.DOTALL)
    for one in parts(language):
        assert f'href="#{one.anchor}"' in contents
        assert f'<section id="{one.anchor}"' in page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_identifiers_are_given_once(language: Language) -> None:
    found = re.findall(r'\sid="([^"]+)"', page(language))
    assert len(found) == len(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_go_down_one_level_at_a_time(language: Language) -> None:
    levels = [int(one) for one in re.findall(r"<h([1-6])", page(language))]
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_a_folder_without_inputs_has_no_part() -> None:
    assert parts_of_workspace(empty_results()) == ()


@pytest.mark.parametrize(("language", "title"), [("en", "Not answered"), ("fr", "Sans réponse")])
def test_a_practice_that_cannot_answer_is_left_out_and_says_why(
    language: Language, title: str
) -> None:
    found = demonstration(language)
    unbilled = replace(empty_results().workspace, allocations=found.workspace.allocations)
    (only,) = parts_of_workspace(replace(found, workspace=unbilled), language)
    assert only.title == title
    assert "add bills.csv" in only.html
