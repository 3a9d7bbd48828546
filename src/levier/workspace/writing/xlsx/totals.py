"""Sheet "Totals": value, proven, cost and net, then by team, product, origin and grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.writing.xlsx.book import Column, Sheet
from levier.workspace.writing.xlsx.ledger_book import LedgerBook

if TYPE_CHECKING:
    from levier.workspace.results import Interval

_COLUMNS = (
    Column("name", 44),
    Column("p10", 15, "money"),
    Column("p50", 15, "money"),
    Column("p90", 15, "money"),
    Column("cost", 15, "money"),
    Column("net", 15, "money"),
    Column("effects", 9, "count"),
)
BREAKDOWNS = ("by_team", "by_product", "by_origin", "by_grade")


def write_totals(book: LedgerBook) -> None:
    """Write the sheet."""
    sheet = book.sheet("totals", _COLUMNS)
    _whole(book, sheet)
    for breakdown in BREAKDOWNS:
        _breakdown(book, sheet, breakdown)
    sheet.row += 1
    note = book.wording.say("ledger.word.quantiles")
    sheet.worksheet.write_string(sheet.row, 0, note, book.formats["note"])


def _whole(book: LedgerBook, sheet: Sheet) -> None:
    portfolio = book.wording.results.portfolio
    lines = (
        "value",
        "without_forecasts",
        "unshrunk",
        "proven",
        "proven_unshrunk",
        "declared",
        "net",
    )
    for name in lines:
        interval: Interval | None = getattr(portfolio, name)
        if interval is not None:
            strong = name in {"value", "proven", "net"}
            sheet.add(_word(book, name), interval.p10, interval.p50, interval.p90, strong=strong)
    sheet.add(_word(book, "cost"), None, portfolio.cost, None, strong=True)
    if portfolio.return_on_cost is not None:
        ratio = portfolio.return_on_cost
        sheet.write(0, _word(book, "return"), "text")
        for rank, value in enumerate((ratio.p10, ratio.p50, ratio.p90), start=1):
            sheet.write(rank, value, "percent")
        sheet.row += 1


def _breakdown(book: LedgerBook, sheet: Sheet, breakdown: str) -> None:
    groups = getattr(book.wording.results.portfolio, breakdown)
    if not groups:
        return
    sheet.row += 1
    for name, total in groups.items():
        said = book.wording.group_name(breakdown, name)
        sheet.add(
            book.wording.say(f"ledger.word.{breakdown}", name=said),
            total.value.p10,
            total.value.p50,
            total.value.p90,
            total.cost,
            total.net.p50,
            total.effects,
        )


def _word(book: LedgerBook, name: str) -> str:
    return book.wording.say(f"ledger.word.{name}")
