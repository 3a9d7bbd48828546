"""One file for one question (``levier impact``): any columns, dates and numbers found out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import polars as pl

from levier.errors import InvalidWorkspace
from levier.workspace.reading.columnar import read_columnar
from levier.workspace.reading.columns import Columns, normalised
from levier.workspace.reading.content import read_content
from levier.workspace.reading.dates import parse_dates
from levier.workspace.reading.encoding import decode
from levier.workspace.reading.findings import Findings
from levier.workspace.reading.numbers import parse_numbers
from levier.workspace.reading.separated import SEPARATORS, first_written_line, read_separated

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from levier.workspace.reading.table import Table


def read_single_table(path: Path, needed: Collection[str]) -> pl.DataFrame:
    """Read a CSV or Parquet file as typed columns, as forgiving of form as for a workspace.

    Parameters
    ----------
    path
        The file.
    needed
        Columns (as normalised by the reader: lower case) whose every cell must be understood;
        others stay text when they are neither dates nor numbers throughout.

    Raises
    ------
    InvalidWorkspace
        With every fault found.
    """
    findings = Findings()
    table = _table(path, findings)
    frame = pl.DataFrame()
    if table is not None:
        typed = [_typed(table, name, name in needed, findings) for name in table.frame.columns]
        frame = pl.DataFrame(typed)
    faults = findings.faults()
    if faults:
        raise InvalidWorkspace(faults)
    return frame


def _table(path: Path, findings: Findings) -> Table | None:
    if not path.is_file():
        findings.fault(path.name, 0, "", str(path), "no_such_file")
        return None
    content = read_content(path, path.parent, findings)
    if content is None:
        return None
    if path.suffix == ".parquet":
        names = pl.read_parquet_schema(io.BytesIO(content))
        return read_columnar(content, path.name, Columns((), normalised(list(names))), findings)
    _, written = first_written_line(decode(content, path.name, Findings()))
    separator = max(SEPARATORS, key=written.count)
    header = normalised(written.replace('"', "").split(separator))
    return read_separated(content, path.name, Columns((), header), findings)


def _typed(table: Table, name: str, needed: bool, findings: Findings) -> pl.Series:
    """Take a column as dates or numbers when all of it can be, else as text."""
    cells = table.frame[name]
    attempts = [parse_dates(cells), parse_numbers(cells)]
    for attempt in attempts:
        if not any(rows.any() for rows in attempt.problems.values()):
            return attempt.values.alias(name)
    if needed:
        fewest = min(
            attempts, key=lambda one: sum(int(rows.sum()) for rows in one.problems.values())
        )
        for code, rows in fewest.problems.items():
            findings.fault_rows(table, rows, name, code)
    return cells
