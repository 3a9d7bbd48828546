"""Sheet "Costs": each amount spent at the rate of its day, and their total as a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.writing.xlsx.book import Column, Formula
from levier.workspace.writing.xlsx.ledger_book import LedgerBook

if TYPE_CHECKING:
    from levier.workspace.model import Cost, Workspace

_COLUMNS = (
    Column("date", 12, "day"),
    Column("amount", 15, "money"),
    Column("decision", 40),
    Column("product", 16),
    Column("team", 16),
    Column("category", 16),
    Column("person_days", 14, "number"),
    Column("rate", 14, "money"),
)


def write_costs(book: LedgerBook) -> None:
    """Write the sheet."""
    sheet = book.sheet("costs", _COLUMNS)
    results = book.wording.results
    costs = [cost for cost in results.workspace.costs if cost.date <= results.as_of]
    for cost in sorted(costs, key=lambda cost: cost.date):
        sheet.add(*_row(book, cost))
    sheet.filter()
    if not costs:
        return
    total, last = sum(cost.amount for cost in costs), sheet.row
    word = book.wording.say("ledger.word.total")
    sheet.add(None, Formula(f"=SUM(B2:B{last})", total), word, strong=True)
    counted = results.portfolio.cost
    difference = Formula(f"=ROUND(B{last + 1}-{counted!r},2)", round(total - counted, 2))
    sheet.write(1, difference, "number")
    sheet.write(2, book.wording.say("ledger.word.check_costs"), "text")


def _row(book: LedgerBook, cost: Cost) -> tuple[object, ...]:
    return (
        cost.date,
        cost.amount,
        book.wording.decision(cost.decision) if cost.decision else "",
        cost.product or "",
        cost.team or "",
        cost.category,
        cost.person_days,
        _rate(book.wording.results.workspace, cost),
    )


def _rate(workspace: Workspace, cost: Cost) -> float | None:
    """Give the price of a person-day on the day of a cost; the row's own comes first."""
    if cost.rate is not None or cost.person_days is None:
        return cost.rate
    known = [
        rate
        for rate in workspace.rates
        if rate.starts_on <= cost.date and rate.team in {None, cost.team}
    ]
    best = max(known, key=lambda rate: (rate.team is not None, rate.starts_on), default=None)
    return best.amount if best else None
