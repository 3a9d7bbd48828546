from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.application.serving import demonstration
from tests.browser.application.visitor import PATIENCE, visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from tests.browser.application.serving import Served
    from tests.browser.application.visitor import Visitor

    from levier.language import Language


@pytest.fixture(scope="session")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration, served for all journeys; the browser first, which may be missing."""
    expect.set_options(timeout=PATIENCE)
    with demonstration(tmp_path_factory.mktemp("served")) as here:
        yield here


@pytest.fixture
def visitor_as(
    browser: Browser, served: Served, language: Language
) -> Iterator[Callable[[str], Visitor]]:
    """Give a browser to anybody of the cast; nothing may go wrong in it."""
    visitors: list[Visitor] = []

    def signed_in(who: str) -> Visitor:
        visitors.append(visit(browser, served, who, language))
        return visitors[-1]

    yield signed_in
    for one in visitors:
        one.page.context.close()
    assert [wrong for one in visitors for wrong in one.wrong] == []
