"""A Parquet file as a table of text, so that it is checked exactly as the others are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from levier.workspace.reading.columns import match, normalised
from levier.workspace.reading.table import Table, stripped

if TYPE_CHECKING:
    from levier.workspace.reading.columns import Columns
    from levier.workspace.reading.findings import Findings

MOST_ROWS = 50_000_000
"""More would not fit in the memory of an ordinary machine; a few bytes can claim billions."""


def read_columnar(content: bytes, file: str, columns: Columns, findings: Findings) -> Table | None:
    """Read one Parquet file; None, with the faults noted, when it is none or has no column."""
    try:
        frame = _frame(content, file, columns, findings)
    except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException):
        findings.fault(file, 0, "", file, "not_parquet")
        return None
    if frame is None:
        return None
    return _table(frame, file, columns)


def _frame(content: bytes, file: str, columns: Columns, findings: Findings) -> pl.DataFrame | None:
    lazy = pl.scan_parquet(io.BytesIO(content))
    if lazy.select(pl.len()).collect().item() > MOST_ROWS:
        findings.fault(file, 0, "", file, "too_many_rows", most=MOST_ROWS)
        return None
    header = lazy.collect_schema().names()
    places = match(normalised(header), columns, file, 0, findings)
    if places is None:
        return None
    return lazy.select(
        pl.col(header[place]).cast(pl.String).alias(name) for name, place in places.items()
    ).collect()


def _table(frame: pl.DataFrame, file: str, columns: Columns) -> Table:
    absent = [pl.lit(None, dtype=pl.String).alias(n) for n in columns.known if n not in frame]
    cells = stripped(frame).with_columns(absent).select(columns.known)
    return Table(file, cells, np.arange(1, frame.height + 1), frozenset(frame.columns))
