"""Every practice on the one page, in a real browser: no network, no overflow, no barrier."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.browser.chromium import assert_quiet, grave_barriers, opened
from tests.engine.workspace.results_fixture import empty_results

from levier.language import LANGUAGES
from levier.workspace.demonstration.writing import write
from levier.workspace.reading import read
from levier.workspace.report.page import write_report
from levier.workspace.report.parts_of_workspace import parts_of_workspace
from levier.workspace.report.parts_page import write_parts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PARTS = 7
CUT = """name => [...document.querySelectorAll(`.${name} svg`)].flatMap(svg => {
  const room = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.width && (box.left < room.left - 1 || box.right > room.right + 1);
  }).map(text => text.textContent);
})"""
CROSSED = """name => [...document.querySelectorAll(`.${name} svg`)].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim())
    .map(text => [text.textContent, text.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
      && a.top < b.bottom - 2 && b.top < a.bottom - 2)
    .map(([other]) => `${one} / ${other}`));
})"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's practices: on the page of a measurement, and each by itself."""
    folder = tmp_path_factory.mktemp("practices")
    for language in LANGUAGES:
        demo = write(folder / f"demo-{language}", language=language)
        results = replace(empty_results(), workspace=read(demo))
        parts = parts_of_workspace(results, language)
        write_report(results, folder / f"all-{language}.html", language, parts)
        for rank, part in enumerate(parts):
            page = folder / f"{rank}-{language}.html"
            write_parts([part], part.title, results.workspace.company.name, page, language)
    return folder


def unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details:not(.long)').forEach(d => d.open = true)")


@pytest.mark.parametrize(
    ("language", "width", "scheme"),  # every pair of the three, in half of the runs
    [("fr", 390, "light"), ("fr", 1100, "dark"), ("en", 390, "dark"), ("en", 1100, "light")],
)
def test_axe_finds_no_barrier_and_nothing_is_wider(
    browser: Browser, pages: Path, language: str, width: int, scheme: str
) -> None:
    with opened(browser, pages / f"all-{language}.html", width, color_scheme=scheme) as page:
        unfolded(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert grave_barriers(page) == []


@pytest.mark.parametrize(
    ("name", "width"), [("all", 320), ("all", 1100), *((str(rank), 390) for rank in range(PARTS))]
)
def test_nothing_is_wider_than_the_window(
    browser: Browser, pages: Path, name: str, width: int
) -> None:
    with opened(browser, pages / f"{name}-fr.html", width) as page:
        unfolded(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "drawing"), [(390, "narrow"), (1100, "wide")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_drawings_are_whole_and_apart(
    browser: Browser, pages: Path, language: str, width: int, drawing: str
) -> None:
    with opened(browser, pages / f"all-{language}.html", width) as page:
        assert page.locator(f".{drawing} svg").count() >= 10
        assert page.evaluate(CUT, drawing) == []
        assert page.evaluate(CROSSED, drawing) == []


@pytest.mark.parametrize("name", ["all", "0"])
def test_no_request_leaves_and_no_error_is_said(browser: Browser, pages: Path, name: str) -> None:
    assert_quiet(browser, pages / f"{name}-fr.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_the_contents_leads_to_its_part(
    browser: Browser, pages: Path, language: str
) -> None:
    with opened(browser, pages / f"all-{language}.html") as page:
        links = page.locator(".contents a[href^='#part-']")
        assert links.count() == PARTS
        for link in links.all():
            heading = page.locator(f"{link.get_attribute('href')} > h2")
            assert re.sub(r"\s", "", heading.inner_text()) == re.sub(r"\s", "", link.inner_text())
