"""``usage``: what each consumer used of a shared cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.inputs.usage import Usage

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_usage(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Usage``."""
    frame = pl.DataFrame(
        {
            "date": sheet.day("date", required=True),
            "pool": sheet.reference("pool", known.pools, "unknown_pool"),
            "consumer": sheet.text("consumer", required=True),
            "quantity": sheet.not_negative("quantity", required=True),
            "line": pl.Series(sheet.table.lines, dtype=pl.Int64),
        }
    )
    sheet.once(("date", "pool", "consumer"))
    return frame


def usage(frame: pl.DataFrame) -> tuple[Usage, ...]:
    """Build the rows from a table without fault."""
    return tuple(Usage(**row) for row in frame.iter_rows(named=True))
