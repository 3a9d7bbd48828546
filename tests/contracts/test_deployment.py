"""Settings are documented, and what `deploy/` names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "src" / "levier_web" / "config"
REFERENCE = ROOT / "docs" / "reference"
PAGES = ("settings.md", "settings.fr.md")


def read_variables() -> set[str]:
    """Give the variables that the settings read."""
    text = "".join(path.read_text(encoding="utf-8") for path in CONFIG.glob("settings*.py"))
    return set(re.findall(r'"(LEVIER_[A-Z_]+|DATABASE_URL)(?:\{number\})?"', text))


@pytest.mark.parametrize("page", PAGES)
def test_every_variable_is_on_both_pages(page: str) -> None:
    text = (REFERENCE / page).read_text(encoding="utf-8")
    told = set(re.findall(r"`(LEVIER_[A-Z_]+|DATABASE_URL)", text))
    assert read_variables() - told == set()
    others = {"LEVIER_TOKEN", "LEVIER_SOURCE_"}
    assert told - read_variables() == others
    source = "".join(path.read_text(encoding="utf-8") for path in CONFIG.parent.rglob("*.py"))
    assert all(name in source for name in others)


@pytest.mark.parametrize("page", PAGES)
def test_what_holds_without_a_variable_is_told_beside_it(page: str) -> None:
    rows = dict(
        re.findall(r"^\| `([A-Z_]+)` \| (.*) \|$", (REFERENCE / page).read_text("utf-8"), re.M)
    )
    text = "".join(path.read_text(encoding="utf-8") for path in CONFIG.glob("settings*.py"))
    otherwise = re.findall(r'"(LEVIER_[A-Z_]+)(?:\{number\})?", "?([^"\s(),_][^"(),]*)"?[),]', text)
    assert len(otherwise) > 15
    assert [one for one in otherwise if one[1] not in rows[one[0]]] == []


@pytest.mark.parametrize("path", sorted((ROOT / "deploy").iterdir()), ids=lambda p: p.name)
def test_deployment_names_variables_that_exist(path: Path) -> None:
    named = set(re.findall(r"\b(LEVIER_[A-Z_]+|DATABASE_URL)\b", path.read_text(encoding="utf-8")))
    assert named - read_variables() == set()


def test_the_container_copies_what_exists() -> None:
    text = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.M):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name


@pytest.mark.parametrize("name", ["health/", "service-metrics/"])
def test_addresses_that_programs_ask_exist(name: str) -> None:
    from django.urls import resolve

    assert resolve(f"/{name}").view_name.startswith("operations:")
