from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.chromium import system_chromium
from tests.engine.workspace.designs_fixture import results_across_units
from tests.engine.workspace.results_fixture import bare_results, empty_results, full_results

from levier.language import LANGUAGES
from levier.workspace.report.page import write_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with system_chromium() as started:
        yield started


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every report: full-en.html, empty-fr.html…"""
    folder = tmp_path_factory.mktemp("reports")
    cases = {
        "full": full_results,
        "units": results_across_units,
        "bare": bare_results,
        "empty": empty_results,
    }
    for name, results in cases.items():
        for language in LANGUAGES:
            write_report(results(), folder / f"{name}-{language}.html", language)
    return folder
