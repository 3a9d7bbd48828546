"""What an answer says, ready to be shown: headings, sentences, small tables and notes.

A terminal, a notebook and a page show the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.workspace.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A small table, the first ``words`` columns of words and the others of figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int

    def harmless(self) -> ToldTable:
        """Give the same without a character that a terminal would obey."""
        return ToldTable(
            harmless(self.title),
            _all_harmless(self.columns),
            tuple(_all_harmless(row) for row in self.rows),
            self.words,
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what is said under it, tables and notes."""

    heading: str
    sentences: tuple[str, ...]
    tables: tuple[ToldTable, ...] = ()
    afterwards: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def harmless(self) -> Section:
        """Give the same without a character that a terminal would obey."""
        return Section(
            harmless(self.heading),
            _all_harmless(self.sentences),
            tuple(table.harmless() for table in self.tables),
            _all_harmless(self.afterwards),
            _all_harmless(self.notes),
        )


def _all_harmless(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(harmless(text) for text in texts)
