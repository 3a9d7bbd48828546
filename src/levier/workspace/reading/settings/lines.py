"""On which line of a TOML text each table and key stands, which ``tomllib`` does not say."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]
"""Names of tables and keys from the root; a number for the place in an array of tables."""

LONGEST_KEY_LINE = 2_000
"""Longer lines are not searched for a key: none is, and the patterns would be slow on them."""
_HEADER = re.compile(r"^\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w\-.]|"[^"]*"|'[^']*'|[ \t])+?)\s*=""")


@dataclass(frozen=True, slots=True)
class Lines:
    """The line of each table and key of one TOML text."""

    of: Mapping[Path, int]

    def locate(self, table: Path, key: str = "") -> int:
        """Give the line of a key, or else of its table, or else 0."""
        places = ((*table, key), table) if key else (table,)
        return next((self.of[place] for place in places if place in self.of), 0)


def find_lines(text: str) -> Lines:
    """Find the line of every table and key written at the start of a line."""
    of: dict[Path, int] = {}
    arrays: Counter[Path] = Counter()
    table: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_KEY_LINE:
            continue
        if header := _HEADER.match(line):
            table = _names(header[2])
            if header[1] == "[[":
                arrays[table] += 1
                table = (*table, arrays[table] - 1)
            of.setdefault(table, number)
        elif key := _KEY.match(line):
            names = (*table, *_names(key[1]))
            for length in range(len(table) + 1, len(names) + 1):
                of.setdefault(names[:length], number)
    return Lines(of)


def _names(dotted: str) -> Path:
    """Split ``a."b.c".d`` as TOML does; nothing when it is no key after all."""
    try:
        level: object = tomllib.loads(f"{dotted} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    names: list[str] = []
    while isinstance(level, dict):
        name, level = next(iter(level.items()))
        names.append(name)
    return tuple(names)
