"""``disputes``: what consumers contest of the bills that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.inputs.bills import Dispute, DisputeStatus
from levier.workspace.reading.amounts import exact

if TYPE_CHECKING:
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def read_disputes(sheet: Sheet, known: Known) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``Dispute``."""
    del known  # bills may come from two files: their names are checked when they are split
    opened, closed = sheet.day("opened_on", required=True), sheet.day("closed_on")
    frame = pl.DataFrame(
        {
            "id": sheet.identifier("id"),
            "bill": sheet.text("bill", required=True),
            "consumer": sheet.text("consumer", required=True),
            "opened_on": opened,
            "reason": sheet.text("reason", required=True),
            "amount": sheet.not_negative("amount", required=True),
            "status": sheet.choice("status", DisputeStatus).fill_null(DisputeStatus.OPEN.value),
            "closed_on": closed,
            "charged_to": sheet.text("charged_to").fill_null(""),
            "line": pl.Series(sheet.table.lines, dtype=pl.Int64),
        }
    )
    sheet.once(("id",))
    sheet.in_order(("opened_on", "closed_on"), (opened, closed), "end_before_start")
    accepted = frame["status"] == DisputeStatus.ACCEPTED.value
    sheet.fault(accepted & (frame["charged_to"] == ""), "charged_to", "accepted_on_nobody")
    return frame


def disputes(frame: pl.DataFrame) -> tuple[Dispute, ...]:
    """Build the disputes from a table without fault."""
    return tuple(_dispute(row) for row in frame.iter_rows(named=True))


def _dispute(row: dict[str, Any]) -> Dispute:
    return Dispute(amount=exact(row.pop("amount")), status=DisputeStatus(row.pop("status")), **row)
