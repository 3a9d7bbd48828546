"""The system's Chromium: skipped where it is absent, demanded where CI says so."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def system_chromium() -> Iterator[Browser]:
    """Start the browser of the system, without any download."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        message = "this test looks at the report in Chromium, which is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def grave_barriers(page: Page) -> list[tuple[str, str]]:
    """Give what axe finds serious or critical: the rule, and where it is broken first."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    grave = [item for item in found if item["impact"] in {"serious", "critical"}]
    return [(item["id"], item["nodes"][0]["html"]) for item in grave]


@contextmanager
def opened(browser: Browser, path: Path, width: int = 1440, **options: Any) -> Iterator[Page]:
    """Open one page, as wide as told."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.goto(path.as_uri())
    yield page
    page.close()


def assert_quiet(browser: Browser, path: Path) -> None:
    """Hold a page to asking for nothing beyond itself, and to saying no error."""
    page = browser.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    assert [url for url in requests if not url.startswith("data:")] == [page.url]
    assert errors == []
    page.close()
