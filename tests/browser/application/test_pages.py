"""Every page that can be reached: nothing bars the way, nothing is cut or asked elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from tests.browser.application.visitor import visit
from tests.browser.chromium import grave_barriers
from tests.web.routes import every_route

from levier.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from tests.browser.application.serving import Served
    from tests.browser.application.visitor import Visitor

    from levier.language import Language

READER = "solene"
"""The owner, to whom every page is open."""
NOT_PAGES = re.compile(
    r"\.csv$|\.json$|/export|/health/|/curve/|/pick/|/similar/|/progress/|/file/|/out/$"
    r"|/(?:pptx|pdf|xlsx|docx|json)/$"
)
LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
AXE_SCHEME = {"fr": "light", "en": "dark"}
"""Barriers that colours make are looked for in one of the two in each language."""
WIDTHS = (1280, 390, 390)
CUT = """() => [...document.querySelectorAll('h1, h2, h3, button, .big, th')].filter(one => {
  const style = getComputedStyle(one);
  return one.clientWidth > 0 && style.overflowX === 'hidden' && one.scrollWidth > one.clientWidth
    && !one.closest('.hidden') && !one.classList.contains('hidden');
}).map(one => one.textContent.trim().slice(0, 40))"""


@pytest.fixture(scope="module", params=LANGUAGES)
def reader(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Visitor]:
    language: Language = request.param
    visitor = visit(browser, served, READER, language)
    yield visitor
    visitor.page.context.close()


@pytest.fixture(scope="module")
def addresses(browser: Browser, served: Served) -> list[str]:
    """Every address without a part to fill in, and one of each that has one, found by its links.

    Found once: what the two languages link to is the same.
    """
    visitor = visit(browser, served, READER, "en")
    found = _addresses(visitor)
    visitor.page.context.close()
    return found


def _addresses(reader: Visitor) -> list[str]:
    plain = [
        route.path
        for route in every_route()
        if route.door and "999999" not in route.path and "nothing" not in route.path
    ]
    found = {path: page for path in plain if (page := _page(reader, path)) is not None}
    kinds = {_kind(path): path for path in sorted(found)}
    for path in sorted(found):
        for link in LINK.findall(_main(found[path])):
            place = urlsplit(urljoin(path, link))
            if not place.netloc and not NOT_PAGES.search(place.path):
                kinds.setdefault(_kind(place.path), place.path)
    return sorted(set(kinds.values()))


def _page(reader: Visitor, path: str) -> str | None:
    """Give a page, unless it is none: what only takes a form, signs out or sends a file is not.

    As it is sent, without drawing it: what is drawn twice costs the tests minutes.
    """
    if NOT_PAGES.search(path) or path.startswith(("/sign-in/logout", "/sign-in/password/change")):
        return None
    answer = reader.page.request.get(reader.served.address + path)
    is_page = answer.status == 200 and "text/html" in answer.headers["content-type"]
    return answer.text() if is_page else None


def _main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def _kind(path: str) -> str:
    """Give the view behind an address: two sheets are one kind of page."""
    from django.urls import resolve

    return resolve(path).view_name


def test_every_room_was_found(addresses: list[str]) -> None:
    rooms = {path.split("/")[1] for path in addresses}
    assert rooms >= {"ledger", "signals", "decisions", "metrics", "impact", "learning"}
    assert len(addresses) > 50


def test_nothing_bars_the_way_or_overflows(reader: Visitor, addresses: list[str]) -> None:
    """Each page is opened in French, whose words are longer, and every second one in English too.

    Axe, which takes longest, looks at each in one language: structure is the same in both.
    """
    turn = LANGUAGES.index(reader.language)
    wrong: list[str] = []
    for place, path in enumerate(addresses):
        if place % 2 != turn and reader.language == "en":
            continue
        # One scheme from the first: colours that are still changing have no contrast to measure.
        width, scheme = WIDTHS[place % len(WIDTHS)], AXE_SCHEME[reader.language]
        reader.page.set_viewport_size({"width": width, "height": 900})
        reader.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert reader.go(path) == 200, path
        over = reader.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        cut = reader.page.evaluate(CUT)
        if over > 0 or cut:
            wrong.append(f"{path} at {width} {scheme}: {over} wider, cut: {cut}")
        if place % 2 != turn:
            continue
        reader.page.set_viewport_size({"width": 1280, "height": 900})
        wrong += [f"{path}: {rule} {where}" for rule, where in grave_barriers(reader.page)]
    assert wrong + reader.wrong == []
