"""What the threat model promises is there: each file that answers and each test that proves it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`((?:src|tests)/[^`]+)`", TEXT)))
STRIDE = ("Spoofing", "Tampering", "Repudiation", "Information", "Denial", "Elevation")


@pytest.mark.parametrize("name", NAMED)
def test_what_it_names_exists(name: str) -> None:
    path, _, function = name.partition("::")
    place = ROOT / path
    assert place.exists()
    if function:
        assert f"def {function}(" in place.read_text(encoding="utf-8")
    if path.startswith("tests/"):
        assert "def test_" in place.read_text(encoding="utf-8")


def test_each_kind_of_threat_has_answers_with_tests() -> None:
    for kind in STRIDE:
        part = TEXT.split(f"### {kind}")[1].split("###")[0]
        rows = [row for row in part.splitlines() if row.startswith("| ") and "---" not in row][1:]
        assert rows
        assert all("`tests/" in row for row in rows), kind
