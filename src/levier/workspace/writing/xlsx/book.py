"""A sheet that is filled row by row: text stays text, numbers have their format."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from levier.language.numbers import currency_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from levier.language import Language

LONGEST_TEXT = 32_767
"""What one cell of a spreadsheet can hold."""
LINE = 15
"""Points of height that one line of text takes."""


class Column(NamedTuple):
    """A column: its key in the catalogue, its width in characters, its format."""

    key: str
    width: int
    format: str = "text"


class Formula(NamedTuple):
    """A formula with the value that it has now, for readers that do not compute."""

    text: str
    value: float


@dataclass(slots=True)
class Book:
    """A workbook being written, with its formats by name.

    ``say`` words the keys ``sheet.NAME`` and ``column.KEY``.
    """

    workbook: Any
    currency: str
    language: Language
    say: Callable[[str], str]
    formats: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        symbol = currency_symbol(self.currency, self.language)
        for name, options in _formats(symbol, self.language).items():
            self.formats[name] = self.workbook.add_format({"valign": "top", **options})

    def sheet(self, name: str, columns: Sequence[Column], *, landscape: bool = True) -> Sheet:
        """Add a sheet with its header row, ready to print."""
        worksheet = self.workbook.add_worksheet(self.say(f"sheet.{name}"))
        worksheet.set_paper(9)  # A4
        if landscape:
            worksheet.set_landscape()
        worksheet.fit_to_pages(1, 0)
        worksheet.repeat_rows(0)
        worksheet.freeze_panes(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        worksheet.set_footer("&L&A&R&P / &N")
        sheet = Sheet(self, worksheet, tuple(columns))
        sheet.head()
        return sheet


@dataclass(slots=True)
class Sheet:
    """One sheet; ``row`` is the next row to be written, the first being 0."""

    book: Book
    worksheet: Any
    columns: tuple[Column, ...]
    row: int = 0

    def head(self) -> None:
        """Write the names of the columns and set their widths."""
        for rank, column in enumerate(self.columns):
            self.worksheet.set_column(rank, rank, column.width)
            word = self.book.say(f"column.{column.key}")
            self.worksheet.write_string(self.row, rank, word, self.book.formats["head"])
        names = (self.book.say(f"column.{column.key}") for column in self.columns)
        self._tall(zip(names, self.columns, strict=True))
        self.row += 1

    def add(self, *cells: object, strong: bool = False) -> None:
        """Write one row; a cell that is None stays empty."""
        for rank, (cell, column) in enumerate(zip(cells, self.columns, strict=False)):
            name = f"{column.format} strong" if strong else column.format
            self.write(rank, cell, name)
        pairs = zip(cells, self.columns, strict=False)
        self._tall((cell, column) for cell, column in pairs if column.format == "long")
        self.row += 1

    def _tall(self, wrapped: Iterable[tuple[object, Column]]) -> None:
        """Give a row the height of its longest text: not every reader works it out by itself."""
        lines = [math.ceil(len(str(cell or "")) / (column.width * 0.9)) for cell, column in wrapped]
        if max(lines, default=1) > 1:
            self.worksheet.set_row(self.row, LINE * max(lines))

    def write(self, rank: int, cell: object, format_name: str) -> None:
        """Write one cell by its type: a title that starts with = is a title."""
        style = self.book.formats[format_name]
        match cell:
            case None:
                self.worksheet.write_blank(self.row, rank, None, style)
            case Formula(text, value):
                self.worksheet.write_formula(self.row, rank, text, style, value)
            case date():
                self.worksheet.write_datetime(self.row, rank, cell, style)
            case float() | int() if math.isfinite(cell):
                self.worksheet.write_number(self.row, rank, cell, style)
            case _:
                text = str(cell)[:LONGEST_TEXT]
                self.worksheet.write_string(self.row, rank, text, style)

    def filter(self) -> None:
        """Put filters on the header for the rows written so far."""
        last = max(1, self.row - 1)
        self.worksheet.autofilter(0, 0, last, len(self.columns) - 1)


def _formats(symbol: str, language: Language) -> dict[str, dict[str, object]]:
    """Give the formats by name; Excel itself puts the marks of the reader's own country."""
    money = {"fr": f'#,##0\u202f"{symbol}"', "en": f'"{symbol}"#,##0'}[language]
    percent = {"fr": '0.0"\u202f"%', "en": "0.0%"}[language]
    day = {"fr": "dd/mm/yyyy", "en": "d mmm yyyy"}[language]
    plain: dict[str, dict[str, object]] = {
        "text": {},
        "long": {"text_wrap": True},
        "money": {"num_format": f"{money};[Red]-{money}"},
        "percent": {"num_format": f"+{percent};[Red]-{percent};{percent}"},
        "share": {"num_format": percent},
        "signed": {"num_format": "+#,##0.00;[Red]-#,##0.00;0"},
        "number": {"num_format": "#,##0.00"},
        "count": {"num_format": "#,##0"},
        "zero": {"num_format": "0.000000"},
        "day": {"num_format": day, "align": "left"},
    }
    strong = {f"{name} strong": {**style, "bold": True, "top": 1} for name, style in plain.items()}
    head = {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#eef0f3"}
    return {**plain, **strong, "head": head, "note": {"italic": True}}
