"""The files of the practices around the chain, each read on its own.

The name of a file is that of the field of ``Workspace`` which holds its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.workspace.reading.bills import bills, read_bills
from levier.workspace.reading.disputes import disputes, read_disputes
from levier.workspace.reading.focus import focus, read_focus
from levier.workspace.reading.practice import Known, PracticeTable
from levier.workspace.reading.usage import read_usage, usage

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from levier.workspace.reading.sheet import Sheet

PRACTICE_TABLES: Mapping[str, PracticeTable] = {
    "usage": PracticeTable(read_usage, usage),
    "bills": PracticeTable(read_bills, bills),
    "focus": PracticeTable(read_focus, focus),
    "disputes": PracticeTable(read_disputes, disputes),
}


def read_practice_tables(sheets: Mapping[str, Sheet], known: Known) -> dict[str, pl.DataFrame]:
    """Read and check those of the files that are there."""
    return {
        stem: table.read(sheets[stem], known)
        for stem, table in PRACTICE_TABLES.items()
        if stem in sheets
    }


def practice_rows(frames: Mapping[str, pl.DataFrame]) -> dict[str, tuple[Any, ...]]:
    """Build the rows of each, by field of ``Workspace``."""
    return {
        stem: table.build(frames[stem]) for stem, table in PRACTICE_TABLES.items() if stem in frames
    }
