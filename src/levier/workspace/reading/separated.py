"""Comma-, semicolon- and tab-separated text as a table, with the line of every row.

Ordinary files (one record on every line, as many cells in each) go through Polars in one piece. The
others go through Python's reader, slower, which says on which line each record begins.
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from levier.workspace.reading.columns import match, normalised
from levier.workspace.reading.content import LARGEST_FILE
from levier.workspace.reading.encoding import decode
from levier.workspace.reading.structure import is_regular
from levier.workspace.reading.table import Table, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from levier.workspace.reading.columns import Columns
    from levier.workspace.reading.findings import Findings

SEPARATORS = (",", ";", "\t")
BATCH = 50_000
"""Records turned into a frame at once on the slow path, to bound the memory."""

Cells = tuple[pl.DataFrame, "NDArray[np.int64]"]


def read_separated(content: bytes, file: str, columns: Columns, findings: Findings) -> Table | None:
    """Read the text of one file; None, with the fault noted, when it holds no table."""
    text = decode(content, file, findings)
    line, written = first_written_line(text)
    if not written:
        findings.fault(file, 0, "", "", "empty_file")
        return None
    separator = find_separator(written, columns)
    try:
        header = _names(written, separator, strict=True)
    except csv.Error as error:
        _note_quoting(str(error), line, file, findings)
        return None
    places = match(header, columns, file, line, findings)
    if places is None:
        return None
    cells = _fast(text, len(header), separator, line) or _slow(
        text, len(header), separator, line, file, findings
    )
    return _table(*cells, places, file, columns)


def first_written_line(text: str) -> tuple[int, str]:
    """Give the number and the text of the first line that is not blank; "" when all are."""
    start, line = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line += 1
        if text[start:end].strip():
            return line, text[start:end]
        start = end + 1
    return line, ""


def find_separator(header: str, columns: Columns) -> str:
    """Take the separator that finds most known columns in the header."""

    def known(separator: str) -> tuple[int, int]:
        names = _names(header, separator)
        return len(set(names) & set(columns.known)), len(names)

    return max(SEPARATORS, key=known)


def _names(header: str, separator: str, *, strict: bool = False) -> tuple[str, ...]:
    with _cells_of_any_length():
        return normalised(next(csv.reader([header], delimiter=separator, strict=strict)))


def _fast(text: str, width: int, separator: str, header_line: int) -> Cells | None:
    content = text.encode()
    if header_line != 1 or width == 1 or not is_regular(content, separator, width):
        return None
    frame = pl.read_csv(
        content,
        has_header=False,
        separator=separator,
        infer_schema=False,
        new_columns=[str(place) for place in range(width)],
    ).slice(1)
    return (frame, np.arange(2, frame.height + 2)) if frame.height else None


def _slow(text: str, width: int, separator: str, line: int, file: str, findings: Findings) -> Cells:
    body = io.StringIO(text, newline="\n")
    for _ in range(line):
        next(body)
    names = [str(place) for place in range(width)]
    frames: list[pl.DataFrame] = []
    lines: list[int] = []
    batch: list[list[str]] = []
    with _cells_of_any_length():
        for number, record in _records(body, width, separator, line, file, findings):
            lines.append(number)
            batch.append(record)
            if len(batch) == BATCH:
                frames.append(_frame(batch, names))
                batch = []
    frames.append(_frame(batch, names))
    return pl.concat(frames), np.array(lines, dtype=np.int64)


def _frame(batch: list[list[str]], names: list[str]) -> pl.DataFrame:
    columns = zip(*batch, strict=True) if batch else ((),) * len(names)
    return pl.DataFrame(dict(zip(names, columns, strict=True)), dict.fromkeys(names, pl.String))


def _records(
    body: io.StringIO, width: int, separator: str, line: int, file: str, findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    """Give the well-formed records after ``line`` with their first line; note the others."""
    reader = csv.reader(body, delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        first = line + reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if not _note_quoting(str(error), first, file, findings):
                return
            continue
        if not any(cell.strip() for cell in record):
            continue
        if _fits(record, width, first, file, findings):
            yield first, record


def _note_quoting(cause: str, line: int, file: str, findings: Findings) -> bool:
    """Note what the reader stumbled on; tell whether the lines after it can be trusted."""
    stray = "expected after" in cause
    findings.fault(file, line, "", '"', "bad_quote" if stray else "unclosed_quote")
    return stray


def _fits(record: Sequence[str], width: int, line: int, file: str, findings: Findings) -> bool:
    if len(record) == width:
        return True
    code = "too_few_fields" if len(record) < width else "too_many_fields"
    findings.fault(file, line, "", ",".join(record), code, found=len(record), expected=width)
    return False


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """Lift the limit of the ``csv`` module, which is global: lines are bounded already."""
    usual = csv.field_size_limit(LARGEST_FILE)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _table(
    frame: pl.DataFrame,
    lines: NDArray[np.int64],
    places: dict[str, int],
    file: str,
    columns: Columns,
) -> Table:
    cells = stripped(frame)
    known = [
        pl.col(str(places[name])).alias(name)
        if name in places
        else pl.lit(None, dtype=pl.String).alias(name)
        for name in columns.known
    ]
    numbered = cells.with_row_index("row")
    written = numbered.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    places_kept = written["row"].to_numpy()
    return Table(file, written.select(known), lines[places_kept], frozenset(places))
