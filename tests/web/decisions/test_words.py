"""The catalogue of this room: both languages alike, French as it is written, no key forgotten."""

from __future__ import annotations

import re
import string
from pathlib import Path

import levier_web.decisions
from levier.language.catalogue import read_catalogue
from levier_web.decisions.models import Decision
from levier_web.organisation.roles import GRANTED
from levier_web.ui.words import known

ROOM = Path(levier_web.decisions.__file__).parent
FRENCH, ENGLISH = (read_catalogue(ROOM / "language" / f"{name}.toml") for name in ("fr", "en"))
USED = re.compile(r"""["'](decisions\.[a-z_.]+[a-z_])["']""")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_say_the_same() -> None:
    assert FRENCH.keys() == ENGLISH.keys()
    assert {k: fields(v) for k, v in FRENCH.items()} == {k: fields(v) for k, v in ENGLISH.items()}
    assert all(text.strip() for text in [*FRENCH.values(), *ENGLISH.values()])


def test_french_is_typeset() -> None:
    wrong = re.compile(r" [;:!?%»]|« |[^\s\u202f;:!?][;!?]|[a-zA-Zé]'[a-zà-ÿ]")
    plain = {key: re.sub(r"\{[^}]*\}", "x", text) for key, text in FRENCH.items()}
    assert {key: text for key, text in plain.items() if wrong.search(text)} == {}


def test_every_key_used_exists() -> None:
    files = [
        one
        for one in ROOM.rglob("*")
        if one.suffix in {".html", ".py"} and "migrations" not in one.parts
    ]
    used = {key for one in files for key in USED.findall(one.read_text(encoding="utf-8"))}
    missing = {key for key in used if not (known(key) or known(f"{key}.one") or _prefix(key))}
    assert missing - set(GRANTED) == set()
    assert len(used) > 200


def _prefix(key: str) -> bool:
    """Whether a closed list of words is meant: ``decisions.state`` and its values."""
    return any(path.startswith(f"{key.removeprefix('decisions.')}.") for path in ENGLISH)


def test_options_of_a_file_are_told_apart() -> None:
    assert Decision(options="call back | at once ;\nwait\n").options_listed == [
        "call back",
        "at once",
        "wait",
    ]
