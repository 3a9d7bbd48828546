"""A small company of which one decision is measured in a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier.workspace.template import write_template
from levier_web.exchange.services.bringing import bring_folder

if TYPE_CHECKING:
    from pathlib import Path

    from levier_web.organisation.models import Person


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """What ``levier init`` writes: one metric, one decision."""
    folder = tmp_path / "company"
    write_template(folder, "en")
    return folder


@pytest.fixture
def brought_in(small_folder: Path, olga: Person) -> None:
    bring_folder(olga, small_folder)
