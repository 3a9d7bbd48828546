"""The system's Chromium: skipped where it is absent, demanded where CI says so."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

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
