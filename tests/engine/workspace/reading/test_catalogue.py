"""The sentences of the reader: same in both languages, all used, all documented."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import levier.workspace.reading
from levier.language import LANGUAGES, Language
from levier.language.catalogue import load_subject
from levier.workspace.reading.columns import COLUMNS
from levier.workspace.reading.settings import measurement
from levier.workspace.reading.settings.definitions import OPTIONAL, REQUIRED

ROOT = Path(__file__).parents[4]
PAGES: dict[Language, Path] = {
    "en": ROOT / "docs" / "reference" / "workspace.md",
    "fr": ROOT / "docs" / "reference" / "workspace.fr.md",
}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def codes(language: Language, kind: str) -> set[str]:
    return {
        key.removeprefix(f"{kind}.")
        for key in load_subject("workspace", language)
        if key.startswith(f"{kind}.")
    }


def documented(language: Language) -> tuple[set[str], set[str]]:
    """Give the codes of the two last tables of the page: faults and warnings."""
    page = PAGES[language].read_text(encoding="utf-8")
    faults, remarks = page.split("\n## ")[-2:]
    found = (re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) for part in (faults, remarks))
    return set(next(found)), set(next(found))


def test_both_languages_have_the_same_sentences_with_the_same_fields() -> None:
    french, english = (load_subject("workspace", language) for language in LANGUAGES)
    assert {key: fields(text) for key, text in french.items()} == {
        key: fields(text) for key, text in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_documented_and_every_documented_code_exists(language: Language) -> None:
    assert documented(language) == (codes(language, "faults"), codes(language, "remarks"))


def test_every_sentence_is_said_somewhere_in_the_reader() -> None:
    folder = Path(levier.workspace.reading.__file__).parent
    source = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    expected = re.findall(r'_wrong\(key, "(\w+)"\)', source)
    said = set(re.findall(r'"(\w+)"', source)) | {f"not_{kind}_in_toml" for kind in expected}
    assert codes("en", "faults") | codes("en", "remarks") <= said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_key_is_documented(language: Language) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `([\w.]+)`\n(.*?)(?=^## )", page, re.DOTALL | re.MULTILINE))
    for stem, columns in COLUMNS.items():
        assert {f"`{name}`" for name in columns.known} <= set(re.findall(r"`\w+`", sections[stem]))
    for key in (*REQUIRED, *OPTIONAL, *measurement.KEYS):
        assert f"`{key}`" in sections["levier.toml"]


def test_french_typography() -> None:
    page = re.sub(r"`[^`]*`", "", PAGES["fr"].read_text(encoding="utf-8"))
    for text in (*load_subject("workspace", "fr").values(), page):
        assert "'" not in text
        assert not re.search(r"(?<=[\w})»]) [;:!?%»]|« ", text)
        assert not re.search(r"[\w)»][;:!?%]|«[^\u202f]|[^\u202f]»", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_says_what_to_do_in_a_second_sentence(language: Language) -> None:
    for code in codes(language, "faults"):
        sentence = load_subject("workspace", language)[f"faults.{code}"]
        assert sentence.endswith(".")
        assert ". " in sentence
