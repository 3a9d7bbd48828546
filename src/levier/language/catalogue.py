"""Sentences by key. One TOML file per subject and language: ``en/report.toml``, ``fr/report.toml``.

A key is the file's name and the entry's path: ``translate("report.title", "fr")``. Entries are
``str.format`` templates. A test checks that both languages hold the same keys and fields.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


def translate(key: str, language: Language, **fields: object) -> str:
    """Give the sentence of ``key`` in ``language`` with its fields filled in.

    Raises
    ------
    KeyError
        When no such sentence exists: a fault of the program, never of the user.
    """
    subject, _, path = key.partition(".")
    template = load_subject(subject, language)[path]
    return template.format(**fields) if fields else template


@cache
def load_subject(subject: str, language: Language) -> dict[str, str]:
    """Load one catalogue file as flat ``path -> template``."""
    return read_catalogue(Path(__file__).parent / language / f"{subject}.toml")


def read_catalogue(file: Path) -> dict[str, str]:
    """Read one catalogue file, this package's or another's, as flat ``path -> template``."""
    return dict(_flatten(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def _flatten(table: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    for name, value in table.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict):
            entries += _flatten(value, f"{path}.")
        else:
            entries.append((path, str(value)))
    return entries
