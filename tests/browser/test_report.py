"""The report in a real browser: no network, no overflow, no barrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.chromium import assert_quiet, grave_barriers, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CASES = ("full", "units", "bare", "empty")
PAGES = [f"{case}-{language}" for case in CASES for language in ("en", "fr")]


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_for_nothing_and_says_no_error(browser: Browser, reports: Path, name: str) -> None:
    assert_quiet(browser, reports / f"{name}.html")


@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("name", ["full-fr", "units-fr", "bare-en", "empty-fr"])
def test_the_page_never_scrolls_sideways(
    browser: Browser, reports: Path, name: str, width: int
) -> None:
    with opened(browser, reports / f"{name}.html", width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("full-fr", 1440, "light"),
        ("full-en", 360, "dark"),
        ("units-fr", 360, "dark"),
        ("empty-en", 360, "light"),
    ],
)
def test_axe_finds_no_barrier(
    browser: Browser, reports: Path, name: str, width: int, scheme: str
) -> None:
    with opened(browser, reports / f"{name}.html", width, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details:not(.long)').forEach(d => d.open = true)")
        assert grave_barriers(page) == []


@pytest.mark.parametrize(("width", "drawing"), [(390, "narrow"), (1100, "wide")])
def test_no_word_of_the_designs_is_cut(
    browser: Browser, reports: Path, width: int, drawing: str
) -> None:
    script = """name => [...document.querySelectorAll(`.effect .${name} svg`)].flatMap(svg => {
      const room = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < room.left - 1 || box.right > room.right + 1);
      }).map(text => text.textContent);
    })"""
    with opened(browser, reports / "units-fr.html", width) as page:
        assert page.locator(f".effect .{drawing} svg").count() > 20
        assert page.evaluate(script, drawing) == []


def test_the_rows_behind_a_check_are_folded_and_open_from_the_keyboard(
    browser: Browser, reports: Path
) -> None:
    with opened(browser, reports / "units-en.html") as page:
        page.locator("#effect-1 > details > summary").click()
        rows = page.locator("#effect-1 .checks details").first
        assert not rows.locator("table").is_visible()
        rows.locator("summary").press("Enter")
        assert rows.locator("table").is_visible()
        assert "Standard errors apart" in rows.inner_text()


def test_the_dark_page_redraws_the_charts(browser: Browser, reports: Path) -> None:
    script = "getComputedStyle(document.querySelector('.wide svg text')).fill"
    colours = []
    for scheme in ("light", "dark"):
        with opened(browser, reports / "full-en.html", color_scheme=scheme) as page:
            colours.append(page.evaluate(script))
    assert colours == ["rgb(92, 98, 107)", "rgb(167, 173, 183)"]


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"#effects-table tbody tr:not([hidden]) > :nth-child({number})")
    script = "cells => cells.map(cell => cell.dataset.value ?? cell.innerText)"
    return [str(value) for value in cells.evaluate_all(script)]


def test_columns_are_sorted_from_the_keyboard(browser: Browser, reports: Path) -> None:
    with opened(browser, reports / "full-en.html") as page:
        button = page.get_by_role("button", name="Effect", exact=True)
        button.focus()
        page.keyboard.press("Enter")
        down = [float(value) for value in column(page, 6)]
        assert down == sorted(down, reverse=True)
        page.keyboard.press("Space")
        assert [float(value) for value in column(page, 6)] == sorted(down)
        assert page.locator("#effects-table th[aria-sort=ascending]").inner_text() == "Effect"


def test_what_has_no_figure_stays_last(browser: Browser, reports: Path) -> None:
    with opened(browser, reports / "full-en.html") as page:
        button = page.get_by_role("button", name="Money", exact=True)
        for _ in range(2):
            button.click()
            values = column(page, 7)
            assert "" not in values[: values.index("")]
            assert set(values[values.index("") :]) == {""}


def test_filters_narrow_the_table_and_say_so(browser: Browser, reports: Path) -> None:
    with opened(browser, reports / "full-fr.html") as page:
        page.locator("select[data-filter=verdict]").select_option("gain")
        count = len(column(page, 1))
        assert 0 < count < 21
        assert page.locator("#shown").inner_text() == f"{count} sur 21 affichés"
        page.locator("select[data-filter=team]").select_option("Support")
        assert set(column(page, 3)) == {"Support"}


def test_without_the_script_the_page_is_whole(browser: Browser, reports: Path) -> None:
    with opened(browser, reports / "full-en.html", java_script_enabled=False) as page:
        assert page.locator("#effects-table tbody tr").count() == 21
        assert not page.locator("#filters").is_visible()


def test_every_link_leads_somewhere(browser: Browser, reports: Path) -> None:
    with opened(browser, reports / "full-en.html") as page:
        missing = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
            ".filter(href => !href.startsWith('#') || !document.getElementById(href.slice(1)))"
        )
        assert missing == []


def test_it_prints_with_details_opened_and_then_closed(browser: Browser, reports: Path) -> None:
    with opened(browser, reports / "full-fr.html") as page:
        shut = "document.querySelectorAll('details:not(.long):not([open])').length"
        before = page.evaluate(shut)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert before > 0
        assert page.evaluate(shut) == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(shut) == before
        pdf = page.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
