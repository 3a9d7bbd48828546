"""What pages of documentation call by name on the screen bears that name, in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from levier.language.catalogue import read_catalogue
from levier_web.ui.words import rooms

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = (
    "how-to/bring-people-in",
    "how-to/choose-your-messages",
    "how-to/connect-a-metric-source",
    "how-to/connect-your-identity-provider",
    "how-to/hold-a-committee",
    "how-to/let-an-assistant-read-levier",
    "how-to/post-and-follow-a-signal",
    "how-to/protect-personal-data",
    "how-to/run-levier-for-a-company",
    "tutorials/first-committee",
    "tutorials/first-program",
)
"""About the application; names are in bold or italics."""
HEADED = re.compile(r"^\s*(?:\d+\.|-) +\*+.*?\*+", re.M)
"""A list whose items begin with words of their own."""
NAMED = re.compile(r"\*\*([^*]+)\*\*|(?<![*\w])\*([^*]+)\*(?!\*)")
CODE = re.compile(r"```.*?```", re.S)


def _names(page: Path) -> list[str]:
    plain = HEADED.sub("", CODE.sub("", page.read_text(encoding="utf-8")))
    found = [one or other for one, other in NAMED.findall(re.sub(r"\s+", " ", plain))]
    return [name.strip() for one in found for name in one.split("→")]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_calls_things_as_the_screen_does(page: str, language: str) -> None:
    ending = ".fr.md" if language == "fr" else ".md"
    shown = {
        " ".join(words.split()).casefold()
        for folder in rooms().values()
        for words in read_catalogue(folder / f"{language}.toml").values()
    }
    unknown = [one for one in _names(DOCS / f"{page}{ending}") if one.casefold() not in shown]
    assert unknown == []


def test_the_pages_name_things() -> None:
    assert sum(len(_names(DOCS / f"{page}.md")) for page in PAGES) > 50
