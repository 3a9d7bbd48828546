"""Sentences of the application, by key, in the language of the page.

Each room has its catalogue: ``signals/language/en.toml`` and ``signals/language/fr.toml``; the
key ``signals.list.title`` is the entry ``list.title`` of the room ``signals``; a practice, one
folder deeper, is a room like another. Entries are ``str.format`` templates, as in the engine's
catalogue.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from levier.language.catalogue import read_catalogue

if TYPE_CHECKING:
    from levier.language import Language

WEB = Path(__file__).parent.parent
WHERE = ("*/language/en.toml", "practices/*/language/en.toml")


def current_language() -> Language:
    """Give the language in which this page is written."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def say(key: str, language: Language | None = None, /, **fields: object) -> str:
    """Give the sentence of ``key`` with its fields filled in.

    Raises
    ------
    KeyError
        When no such sentence exists: a fault of the program, never of the user.
    """
    room, _, path = key.partition(".")
    template = _catalogue(room, language or current_language())[path]
    return template.format(**fields) if fields else template


def say_many(key: str, count: float, language: Language | None = None, /, **fields: object) -> str:
    """Give the sentence ``key.one`` or ``key.many``, as the language counts; ``{count}`` is set."""
    chosen = language or current_language()
    one = abs(count) < 2 if chosen == "fr" else count == 1
    fields.setdefault("count", count)
    return say(f"{key}.{'one' if one else 'many'}", chosen, **fields)


def known(key: str) -> bool:
    """Whether there is such a sentence."""
    room, _, path = key.partition(".")
    return path in _catalogue(room, "en")


@cache
def rooms() -> dict[str, Path]:
    """Give the folder of the catalogue of each room, by the room's name."""
    return {path.parent.parent.name: path.parent for where in WHERE for path in WEB.glob(where)}


@cache
def _catalogue(room: str, language: Language) -> dict[str, str]:
    return read_catalogue(rooms()[room] / f"{language}.toml")
