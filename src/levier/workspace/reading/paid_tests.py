"""``paid_tests``: prices offered, and who paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.inputs.gates import GateKind
from levier.workspace.inputs.paid_tests import PaidTestRow
from levier.workspace.reading.gate_rows import gate_column, part_of

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet

_DAYS = ("starts_on", "ends_on")


def read_paid_tests(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``PaidTestRow``."""
    offered, paid = (sheet.whole(name, required=True) for name in ("offered", "paid"))
    starts_on, ends_on, invoiced = (sheet.day(name) for name in (*_DAYS, "first_invoice_on"))
    price = sheet.positive("price")
    sheet.text("price", required=True)
    frame = pl.DataFrame(
        {
            "gate": gate_column(sheet, known, GateKind.PAID_TEST),
            "price": price,
            "offered": offered,
            "paid": paid,
            "unit_cost": sheet.not_negative("unit_cost").fill_null(0.0),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "first_invoice_on": invoiced,
        }
    )
    part_of(sheet, ("paid", paid), ("offered", offered), "paid_over_offered")
    sheet.in_order(_DAYS, (starts_on, ends_on), "end_before_start")
    sheet.in_order(("starts_on", "first_invoice_on"), (starts_on, invoiced), "end_before_start")
    return frame


def paid_tests(frame: pl.DataFrame) -> tuple[PaidTestRow, ...]:
    """Build the rows from a table without fault."""
    whole = frame.with_columns(pl.col("offered", "paid").cast(pl.Int64))
    return tuple(PaidTestRow(**row) for row in whole.iter_rows(named=True))
