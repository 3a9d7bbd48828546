"""``bills``: amounts to be split between those who share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.bills import Bill
from levier.workspace.reading.amounts import exact

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_bills(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Bill``."""
    frame = pl.DataFrame(
        {
            "id": sheet.text("id", required=True),
            "date": sheet.day("date", required=True),
            "pool": sheet.reference("pool", known.pools, "unknown_pool"),
            "amount": sheet.number("amount", required=True),
            "supplier": sheet.text("supplier").fill_null(""),
            "currency": currency(sheet, "currency"),
            "line": pl.Series(sheet.table.lines, dtype=pl.Int64),
        }
    )
    sheet.once(("id",))
    return frame


def currency(sheet: Sheet, column: str) -> pl.Series:
    """Read a column of currencies; empty is the company's."""
    from babel import Locale

    codes = sheet.text(column).str.to_uppercase()
    known = list(Locale("en").currencies)
    sheet.fault(codes.is_not_null() & ~codes.is_in(known), column, "unknown_currency")
    return codes.fill_null("")


def bills(frame: pl.DataFrame) -> tuple[Bill, ...]:
    """Build the bills from a table without fault."""
    return tuple(_bill(row) for row in frame.iter_rows(named=True))


def _bill(row: dict[str, Any]) -> Bill:
    return Bill(amount=exact(row.pop("amount")), **row)
