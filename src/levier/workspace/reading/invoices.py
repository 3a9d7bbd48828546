"""``invoices``: what clients were invoiced, by product where it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.invoices import ClientInvoice
from levier.workspace.reading.amounts import exact

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_invoices(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``ClientInvoice``."""
    del known  # clients and products are declared nowhere else
    frame = pl.DataFrame(
        {
            "date": sheet.day("date", required=True),
            "client": sheet.text("client", required=True),
            "amount": sheet.number("amount", required=True),
            "product": sheet.text("product").fill_null(""),
            "line": pl.Series(sheet.table.lines, dtype=pl.Int64),
        }
    )
    sheet.remark(frame["amount"] < 0, "amount", "credit_note")
    return frame


def invoices(frame: pl.DataFrame) -> tuple[ClientInvoice, ...]:
    """Build the rows from a table without fault."""
    return tuple(_invoice(row) for row in frame.iter_rows(named=True))


def _invoice(row: dict[str, Any]) -> ClientInvoice:
    return ClientInvoice(amount=exact(row.pop("amount")), **row)
