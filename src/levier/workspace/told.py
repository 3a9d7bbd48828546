"""What an answer says, ready to be shown: headings, sentences, small tables and notes.

A terminal, a notebook and a page show the same.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A small table, the first ``words`` columns of words and the others of figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what is said under it, tables and notes."""

    heading: str
    sentences: tuple[str, ...]
    tables: tuple[ToldTable, ...] = ()
    afterwards: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
