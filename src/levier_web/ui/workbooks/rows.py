"""The cells of one sheet, row by row, as texts; what a table cannot say is refused in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.workbooks.cells import written
from levier_web.ui.workbooks.xml import Stopped, Walk, walked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from levier_web.ui.workbooks.package import Package
    from levier_web.ui.workbooks.parts import Book, Sheet

MOST_ROWS = 100_000
MOST_CELLS = 500_000
MOST_COLUMNS = 500
LONGEST_TABLE = 64 * 1024 * 1024
"""Characters: one long text may be shared by a million cells."""
LAST_ROW = 1_048_576
"""The last row of any sheet."""
PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

Row = tuple[int, list[str]]
"""The number of a row as the person sees it, and its cells."""


@dataclass(slots=True)
class _Cells(Walk):
    """Gather the cells of a row, and give the row when it ends."""

    book: Book
    given: Callable[[Row], None]
    row: int = 0
    column: int = 0
    cells: dict[int, str] = field(default_factory=dict)
    kind: str = "n"
    style: int = 0
    value: str = ""
    pieces: list[str] = field(default_factory=list)
    computed: bool = False
    spoken: int = 0
    rows: int = 0
    counted: int = 0
    length: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self.row = _row_number(attributes.get("r"), self.row)
            self.column, self.cells = 0, {}
        elif name == "rPh":
            self.spoken += 1
        elif name == "mergeCell":
            raise Refusal("ui.workbook.merged", cells=attributes.get("ref", "")[:30])

    def end(self, name: str, text: str) -> None:
        if name == "v":
            self.value = text
        elif name == "c":
            self._end_cell()
        elif name == "t":
            if not self.spoken:
                self.pieces.append(text)
        elif name == "f":
            self.computed = True
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self.spoken -= 1

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self.column = _column(attributes.get("r"), self.column)
        self.kind = attributes.get("t", "n")
        style = attributes.get("s", "0")
        self.style = int(style) if style.isdecimal() and len(style) < 10 else 0
        self.value, self.pieces, self.computed = "", [], False

    def _end_cell(self) -> None:
        if self.computed and not self.value and self.kind != "str":
            raise Refusal("ui.workbook.formula", cell=self._place())
        if self.kind == "e":
            raise Refusal("ui.workbook.error", cell=self._place(), value=self.value[:20])
        text = written(self.kind, self.style, self.value, self.pieces, self.book)
        if not text.strip():
            return
        if self.column > MOST_COLUMNS:
            raise Suspicious("ui.workbook.too_many_columns", most=MOST_COLUMNS)
        self.counted += 1
        if self.counted > MOST_CELLS:
            raise Suspicious("ui.workbook.too_many_cells", most=MOST_CELLS)
        self.length += len(text)
        if self.length > LONGEST_TABLE:
            raise Suspicious("ui.workbook.bomb")
        self.cells[self.column] = text

    def _place(self) -> str:
        return f"{_letters(self.column)}{self.row}"

    def _end_row(self) -> None:
        if not self.cells:
            return
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise Suspicious("ui.workbook.too_many_rows", most=MOST_ROWS)
        row = [self.cells.get(place, "") for place in range(1, max(self.cells) + 1)]
        self.given((self.row, row))


def read_rows(package: Package, sheet: Sheet, book: Book, given: Callable[[Row], None]) -> None:
    """Give each row of a sheet in which something is written, in the order of the sheet.

    Raises
    ------
    Refusal
        When the sheet says what no table says, or goes beyond the bounds.
    """
    walked(package.part(sheet.part), _Cells(book, given))


def first_row(package: Package, sheet: Sheet, book: Book) -> list[str]:
    """Give the first row in which something is written; the rest is not read."""
    found: list[str] = []

    def only(row: Row) -> None:
        found.extend(row[1])
        raise Stopped

    read_rows(package, sheet, book, only)
    return found


def _row_number(told: str | None, before: int) -> int:
    number = before + 1 if told is None else int(told) if told.isdecimal() and len(told) < 8 else 0
    if not before < number <= LAST_ROW:
        raise Suspicious("ui.workbook.places")
    return number


def _column(told: str | None, before: int) -> int:
    if told is None:
        return before + 1
    place = PLACE.fullmatch(told)
    number = _number(place[1]) if place else 0
    if number <= before:
        raise Suspicious("ui.workbook.places")
    return number


@lru_cache(maxsize=MOST_COLUMNS)
def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
