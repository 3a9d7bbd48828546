"""Templates and views say only what is in the catalogues, and catalogues hold nothing unsaid."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.contracts.source_tree import SOURCE

from levier.language.catalogue import read_catalogue
from levier_web.ui.words import rooms

if TYPE_CHECKING:
    from pathlib import Path

WEB = SOURCE / "levier_web"
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
CODE = [path for path in sorted(WEB.rglob("*.py")) if path.parent.name != "migrations"]
ROOMS = sorted(rooms())

SAID = re.compile(r'{%-? t "([\w.]+)"|{%-? t \'([\w.]+)\'')
COUNTED = re.compile(r'{%-? tn ["\']([\w.]+)["\']')
CHOSEN = re.compile(r'{%-? t_choice ["\']([\w.]+)["\']')
BUILT = re.compile(rf"f[\"']((?:{'|'.join(ROOMS)})(?:\.\w+)*)\.\{{")
TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
MARKUP = re.compile(r"<(code|pre)\b.*?</\1>|<[^>]*>|&\w+;", re.S)
WIDTH = re.compile(r"{% block width %}[\w ]+{% endblock %}")
NAMES = {"Levier", "htmx", "Français", "English", "CSV", "HTML", "PDF", "SHA"}
"""Words that are the same in every language, or name a language in itself."""
NAMED = {"thing", "logged", "kept"}
"""Names of tables and of acts, which ``test_naming.py`` holds against the code, both ways; and of
codes that the audit log keeps."""


@cache
def keys() -> frozenset[str]:
    return frozenset(
        f"{room}.{path}" for room in ROOMS for path in read_catalogue(rooms()[room] / "en.toml")
    )


def name(path: Path) -> str:
    return path.relative_to(WEB).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_says_what_the_catalogue_holds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    missing = [one or other for one, other in SAID.findall(text) if (one or other) not in keys()]
    missing += [f"{one}.one" for one in COUNTED.findall(text) if f"{one}.one" not in keys()]
    missing += [
        one for one in CHOSEN.findall(text) if not any(key.startswith(f"{one}.") for key in keys())
    ]
    assert missing == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_holds_no_word_of_its_own(path: Path) -> None:
    written = WIDTH.sub("", path.read_text(encoding="utf-8"))
    bare = MARKUP.sub(" ", TAGS.sub(" ", written))
    words = set(re.findall(r"[A-Za-zÀ-ÿ]{3,}", bare)) - NAMES
    assert words == set()


def test_every_sentence_is_said_somewhere() -> None:
    texts = [path.read_text(encoding="utf-8") for path in [*TEMPLATES, *CODE]]
    whole = "\n".join(texts)
    exact = {key for text in texts for key in re.findall(r"[\w]+(?:\.[\w-]+)+", text)}
    begun = {one for text in texts for one in BUILT.findall(text)}
    begun |= {one for text in texts for one in CHOSEN.findall(text)}
    begun |= {one for text in texts for one in COUNTED.findall(text)}

    def said(key: str) -> bool:
        parts = key.split(".")
        if key in exact or key in whole:
            return True
        if len(parts) > 2 and parts[1] in NAMED:
            return True
        starts = {".".join(parts[:at]) for at in range(1, len(parts))}
        if parts[-1] in {"one", "many"} and starts & exact:
            return True
        return bool(starts & begun)

    assert sorted(key for key in keys() if not said(key)) == []
