"""The demonstration company, measured once for all the tests that look at its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import levier
from levier.workspace.demonstration import write

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.results import Results

DRAWS = 400


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the demonstration of seed 1."""
    return write(tmp_path_factory.mktemp("demonstration"), language="en")


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Results:
    """Measure it."""
    return levier.measure(demo_folder, draws=DRAWS)
