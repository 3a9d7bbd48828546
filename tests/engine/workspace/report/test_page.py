from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from tests.engine.workspace.results_fixture import bare_results, empty_results, full_results

from levier.language import Language
from levier.workspace.report.notebook import results_html
from levier.workspace.report.page import render_report, write_report
from levier.workspace.results import Results

CASES = {"full": full_results, "bare": bare_results, "empty": empty_results}


@cache
def page(case: str = "full", language: Language = "fr") -> str:
    return render_report(CASES[case](), language)


class Outline(HTMLParser):
    """The headings of a page, and every attribute that could load something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.addresses: list[str] = []
        self.identifiers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        for name, value in attributes:
            if name in {"src", "href", "action", "srcset", "data"}:
                self.addresses.append(value or "")
            if name == "id":
                self.identifiers.append(value or "")


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_loaded_from_anywhere(case: str) -> None:
    addresses = Outline(page(case)).addresses
    assert all(address.startswith(("#", "data:,")) for address in addresses)
    assert not re.search(r"@import|url\(", page(case))


def test_the_policy_allows_the_one_script_by_its_hash() -> None:
    html = page()
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    rules = policy.replace("&#39;", "'").split("; ")
    assert rules[:3] == ["default-src 'none'", "style-src 'unsafe-inline'", "img-src data:"]
    assert rules[3] == f"script-src 'sha256-{digest}'"


@pytest.mark.parametrize("case", CASES)
def test_headings_go_down_one_level_at_a_time(case: str) -> None:
    levels = Outline(page(case)).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("case", CASES)
def test_every_anchor_exists_once(case: str) -> None:
    outline = Outline(page(case))
    assert len(outline.identifiers) == len(set(outline.identifiers))
    assert {address[1:] for address in outline.addresses if address[0] == "#"} <= set(
        outline.identifiers
    )


def test_titles_are_escaped() -> None:
    assert "Assistant de réponse &lt;b&gt;IA&lt;/b&gt;" in page()
    assert "<b>IA" not in page()


def test_under_each_picture_stands_a_table() -> None:
    figures = re.findall(r"<figure>.*?</figure>", page(), re.DOTALL)
    assert len(figures) > 20
    assert all("<svg role" in figure and "<table>" in figure for figure in figures)


def test_every_effect_has_its_section_with_its_verdict() -> None:
    for rank, effect in enumerate(full_results().effects, start=1):
        section = page().split(f'<section id="effect-{rank}"')[1].split("</section>")[0]
        assert f'class="verdict {effect.verdict.value}"' in section
        assert ("Ce qui trancherait" in section) == (effect.settling is not None)
        assert ("Projection" in section) == (effect.projection is not None)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("bare", "No metric has enough history on both sides"),
        ("bare", "No effect with a value in money"),
        ("bare", "No decision had a forecast with a range"),
        ("bare", "Every expectation got an answer."),
        ("empty", "Nothing could be measured yet."),
        ("empty", "Only 4 periods after the start"),
    ],
)
def test_what_is_empty_says_so(case: str, sentence: str) -> None:
    assert sentence in page(case, "en")


def test_long_series_say_that_they_are_drawn_at_means() -> None:
    assert "Tracé en moyennes hebdomadaires." in page()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_is_missing_and_no_value_is_undefined(language: Language) -> None:
    text = re.sub(r"<(script|style)>.*?</\1>", "", page("full", language), flags=re.DOTALL)
    assert not re.search(r"undefined|\bNone\b|\bnan\b|\{\w+\}", text)


def test_the_page_is_light_and_the_same_each_time(tmp_path: Path) -> None:
    write_report(full_results(), tmp_path / "report.html", "fr")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert text == page()
    assert len(text.encode()) < 2_000_000


@pytest.mark.parametrize("results", [full_results(), bare_results(), empty_results()])
def test_a_notebook_shows_the_answer_and_the_effects(results: Results) -> None:
    html = results_html(results, "en")
    assert html.count("<tr>") == (len(results.effects) + 1 if results.effects else 0)
    assert "<script" not in html
    assert "Maison Lumière" in html
