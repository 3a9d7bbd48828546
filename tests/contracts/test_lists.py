"""The reference of what the application knows by name is what the application knows."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from levier_web.config.api import schema
from levier_web.operations.measures import FIGURES, counted, written

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


def _lists() -> Any:
    spec = importlib.util.spec_from_file_location("make_lists", ROOT / "scripts/make_lists.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lists_are_those_of_the_program() -> None:
    schema()  # loads every room
    pages: Mapping[Path, str] = _lists().written()
    stale = [path.name for path, text in pages.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python scripts/make_lists.py"


@pytest.mark.django_db
def test_prometheus_reads_the_figures_that_are_listed_and_no_other() -> None:
    counted("GET", "decisions/<str:slug>/", 200, 0.1)
    seen = {
        re.sub("_created$|_bucket$|_count$|_sum$", "", one.name): set(one.labels) - {"le"}
        for family in text_string_to_metric_families(written().decode())
        for one in family.samples
        if not one.name.endswith("_created")
    }
    assert seen == {f"levier_{name}": set(labels) for name, labels in FIGURES.items()}
