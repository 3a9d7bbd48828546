"""A workbook made the table that a CSV file would hold: which sheet, and its rows."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.workbooks.package import Package
from levier_web.ui.workbooks.parts import read_book
from levier_web.ui.workbooks.rows import first_row, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from levier_web.ui.workbooks.parts import Book, Sheet

NAMED = 5
"""Sheets that a refusal names."""
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Brought:
    """What was read of a workbook."""

    sheet: str
    text: str
    """The table, as a CSV file holds it; line n is row n of the sheet."""


def read_table(content: IO[bytes], suits: Callable[[Sequence[str]], bool]) -> Brought:
    """Read the one visible sheet whose first row suits.

    Raises
    ------
    Refusal
        When there is none, or more than one, or the workbook cannot be read within bounds.
    """
    package = Package(content)
    book = read_book(package)
    sheet = _chosen(package, book, suits)
    lines: list[str] = []
    writer = csv.writer(_Lines(lines), lineterminator="\n")
    width = 0

    def given(row: tuple[int, list[str]]) -> None:
        nonlocal width
        number, cells = row
        width = width or len(cells)
        lines.extend("\n" for _ in range(number - 1 - len(lines)))
        writer.writerow(cells + [""] * (width - len(cells)))

    read_rows(package, sheet, book, given)
    return Brought(sheet.name[:SHOWN], "".join(lines))


class _Lines:
    """A list of lines, written to as a file is."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def write(self, line: str) -> None:
        self._lines.append(line)


def _chosen(package: Package, book: Book, suits: Callable[[Sequence[str]], bool]) -> Sheet:
    visible = [sheet for sheet in book.sheets if not sheet.hidden and sheet.part in package.names]
    headers = {sheet: header for sheet in visible if (header := _header(package, sheet, book))}
    if not headers:
        raise Refusal("ui.workbook.empty")
    fitting = [sheet for sheet, header in headers.items() if suits(header)]
    read = fitting or list(headers)
    if len(read) > 1:
        names = ", ".join(sheet.name[:SHOWN] for sheet in read[:NAMED])
        raise Refusal(f"ui.workbook.{'several' if fitting else 'none_suits'}", names=names)
    return read[0]


def _header(package: Package, sheet: Sheet, book: Book) -> list[str]:
    """Give the first row of a sheet; one that cannot be read only matters if it is chosen."""
    try:
        return first_row(package, sheet, book)
    except Suspicious:
        raise
    except Refusal:
        return ["?"]
