"""Sheet "Data": what was found about the data before anything was measured."""

from __future__ import annotations

import math

from levier.workspace.writing.xlsx.book import Column
from levier.workspace.writing.xlsx.ledger_book import LedgerBook

_COLUMNS = (
    Column("metric", 24),
    Column("finding", 28),
    Column("from", 12, "day"),
    Column("to", 12, "day"),
    Column("figure", 12, "number"),
    Column("handling", 18),
    Column("reason", 90, "long"),
)


def write_data(book: LedgerBook) -> None:
    """Write one row for each finding; none says so in words."""
    sheet = book.sheet("data", _COLUMNS)
    wording = book.wording
    for item in wording.results.data:
        sheet.add(
            wording.metric(item.metric),
            wording.say(f"data_quality.kind.{item.kind.value}"),
            item.from_,
            item.to,
            item.figure if math.isfinite(item.figure) else None,
            wording.say(f"data_quality.handling.{item.handling.value}"),
            item.sentence[wording.language],
        )
    if not wording.results.data:
        sheet.write(0, wording.say("data_quality.empty"), "text")
        sheet.row += 1
    sheet.filter()
