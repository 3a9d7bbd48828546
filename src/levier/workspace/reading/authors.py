"""Authors of forecasts: kinds and roles, never people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from levier.workspace.reading.sheet import Sheet

DEFAULT = "human"
_ADDRESS = r"\S@\S"
_FULL_NAME = r"^\p{Lu}[\p{Ll}’'.\-]*(?:-\p{Lu}\p{Ll}+)*\s+\p{Lu}[\p{L}’'.\-]+$"


def read_author(sheet: Sheet) -> pl.Series:
    """Read the column ``author``; who wrote nothing is a person, any person.

    An address, or two words that both begin as names do, is somebody: forecasts are judged by
    kind of author, by team and by kind of decision, and nobody is graded.
    """
    cells = sheet.text("author")
    person = cells.str.contains(_ADDRESS) | cells.str.contains(_FULL_NAME)
    sheet.fault(person, "author", "author_is_person")
    return cells.fill_null(DEFAULT)
