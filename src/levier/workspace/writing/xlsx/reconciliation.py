"""Sheet "Reconciliation": the parts of each metric's change, and a formula that must be zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.writing.xlsx.book import Column, Formula, Sheet
from levier.workspace.writing.xlsx.ledger_book import LedgerBook

if TYPE_CHECKING:
    from levier.workspace.results import Reconciliation

_COLUMNS = (
    Column("metric", 30),
    Column("before_from", 12, "day"),
    Column("before_to", 12, "day"),
    Column("before", 13, "number"),
    Column("after_from", 12, "day"),
    Column("after_to", 12, "day"),
    Column("after", 13, "number"),
    Column("change", 13, "signed"),
    Column("trend", 11, "signed"),
    Column("season", 11, "signed"),
    Column("controls", 11, "signed"),
    Column("decisions", 11, "signed"),
    Column("unexplained", 12, "signed"),
    Column("check", 16, "zero"),
)
_DETAIL = ("metric", "decision", "amount", "p10", "p90")


def write_reconciliation(book: LedgerBook) -> None:
    """Write the sheet: one row per metric, then the decisions that its formulas add up."""
    sheet = book.sheet("reconciliation", _COLUMNS)
    items = book.wording.results.reconciliation
    first_detail = len(items) + 5  # as spreadsheets count rows, under a gap, a title and a header
    for item in items:
        sheet.add(*_row(book, item, sheet.row + 1, first_detail))
        first_detail += len(item.parts.decisions)
    sheet.filter()
    if items:
        _details(book, sheet)


def _row(book: LedgerBook, item: Reconciliation, row: int, first_detail: int) -> tuple[object, ...]:
    parts = item.parts
    total = sum(parts.decisions.values())
    last_detail = first_detail + len(parts.decisions) - 1
    decisions = Formula(f"=SUM(C{first_detail}:C{last_detail})", total) if parts.decisions else 0.0
    known = parts.trend + parts.season + parts.controls + total + parts.unexplained
    return (
        book.wording.metric(item.metric),
        item.before.from_,
        item.before.to,
        item.before.mean,
        item.after.from_,
        item.after.to,
        item.after.mean,
        Formula(f"=G{row}-D{row}", item.after.mean - item.before.mean),
        parts.trend,
        parts.season,
        parts.controls,
        decisions,
        parts.unexplained,
        Formula(f"=ROUND(H{row}-SUM(I{row}:M{row}),6)", round(item.observed_change - known, 6)),
    )


def _details(book: LedgerBook, sheet: Sheet) -> None:
    wording = book.wording
    sheet.row += 1
    sheet.worksheet.write_string(sheet.row, 0, wording.say("ledger.word.detail"))
    sheet.row += 1
    for rank, key in enumerate(_DETAIL):
        sheet.write(rank, wording.say(f"ledger.column.{key}"), "text strong")
    sheet.row += 1
    for item in wording.results.reconciliation:
        for name, amount in item.parts.decisions.items():
            ends = item.decision_ranges.get(name)
            low, high = (ends.p10, ends.p90) if ends else (None, None)
            sheet.write(0, wording.metric(item.metric), "text")
            sheet.write(1, wording.decision(name), "text")
            for rank, value in enumerate((amount, low, high), start=2):
                sheet.write(rank, value, "signed")
            sheet.row += 1
