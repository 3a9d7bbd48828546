"""Sentences in French and English: the same ones, with the same fields, each in its typography."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import levier.language
from levier.language import LANGUAGES, Language
from levier.language.catalogue import load_subject, read_catalogue
from levier_web.ui.words import rooms

FOLDER = Path(levier.language.__file__).parent
ENGINE_SUBJECTS = sorted(path.stem for path in (FOLDER / "en").glob("*.toml"))
ROOM_NAMES = sorted(rooms())
SUBJECTS = ENGINE_SUBJECTS + [f"room {name}" for name in ROOM_NAMES]
"""The engine's subjects, and the application's rooms."""
NARROW = "\u202f"

QUOTED = re.compile(r"`[^`]*`|https?://\S+|\{[^}]*\}")
"""Code, addresses and fields: none of them follows the typography of a sentence."""
BEFORE = re.compile(rf"[^{NARROW}\s;:!?%]([;!?%]|:(?=\s|$))")
"""A mark that lacks its narrow no-break space: 12:30 and a:b are not sentences."""
INSIDE = re.compile(rf"«(?!{NARROW})|(?<!{NARROW})»")
ORDINARY = re.compile(r" [;:!?%»]|« ")


def catalogue(subject: str, language: Language) -> dict[str, str]:
    kind, _, room = subject.partition(" ")
    if kind != "room":
        return load_subject(subject, language)
    return read_catalogue(rooms()[room] / f"{language}.toml")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def sentences(subject: str) -> dict[str, str]:
    """Give what is said; the sample of a file is no sentence."""
    told = catalogue(subject, "fr").items()
    return {path: QUOTED.sub("x", text) for path, text in told if not path.endswith("sample")}


def test_both_languages_have_the_same_files() -> None:
    for language in LANGUAGES:
        found = sorted(path.stem for path in (FOLDER / language).glob("*.toml"))
        assert found == ENGINE_SUBJECTS
    assert len(ENGINE_SUBJECTS) >= 7
    for room, folder in rooms().items():
        assert (folder / "fr.toml").exists(), room


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_have_the_same_sentences_with_the_same_fields(subject: str) -> None:
    french, english = (catalogue(subject, language) for language in LANGUAGES)
    assert french.keys() == english.keys()
    assert {path: fields(text) for path, text in french.items()} == {
        path: fields(text) for path, text in english.items()
    }
    assert [path for path, text in (french | english).items() if not text.strip()] == []


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("rule", [BEFORE, INSIDE, ORDINARY], ids=["before", "inside", "ordinary"])
def test_french_has_its_narrow_spaces(subject: str, rule: re.Pattern[str]) -> None:
    assert {path: text for path, text in sentences(subject).items() if rule.search(text)} == {}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_french_has_its_apostrophe(subject: str) -> None:
    straight = re.compile(r"(?<=[a-zA-Zé])'(?=[a-zà-ÿA-Z])")
    assert {path: text for path, text in sentences(subject).items() if straight.search(text)} == {}


@pytest.mark.parametrize("room", ROOM_NAMES)
def test_english_pages_have_their_quotation_marks(room: str) -> None:
    told = catalogue(f"room {room}", "en").items()
    wrong = re.compile(r"['\"]|\s[%!?;]")
    assert {path: text for path, text in told if wrong.search(QUOTED.sub("x", text))} == {}


@pytest.mark.parametrize("subject", ENGINE_SUBJECTS)
def test_english_has_its_apostrophe(subject: str) -> None:
    told = catalogue(subject, "en").items()
    assert {path: text for path, text in told if "'" in QUOTED.sub("x", text)} == {}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Vraiment?", True),
        ("Vraiment\u202f?", False),
        ("Soit 12%", True),
        ("À 12:30, fin.", False),
        ("Ceci: cela", True),
        ("Ceci\u202f: cela", False),
        ("Fini\u202f!", False),
    ],
)
def test_the_rule_sees_what_it_should(text: str, wrong: bool) -> None:
    assert bool(BEFORE.search(text)) is wrong
