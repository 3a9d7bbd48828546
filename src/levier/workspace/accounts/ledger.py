"""What was invoiced and spent, by product and month, in cents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from levier.language.numbers import smallest_units
from levier.valuation.allocation.cents import round_together
from levier.workspace.allocating.run import run_allocation
from levier.workspace.inputs.allocations import ConsumerKind
from levier.workspace.inputs.bills import DisputeStatus
from levier.workspace.reading.amounts import exact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from fractions import Fraction

    from levier.workspace.allocating.results import AllocatedBill, Allocation
    from levier.workspace.model import Cost, Workspace

NO_PRODUCT = ""
LINES = ("revenue", "build", "run", "shared")
BUILD = frozenset({"build", "construction", "développement", "development"})


@dataclass(frozen=True, slots=True)
class Ledger:
    """Cents by product, month and line; costs are above zero.

    Attributes
    ----------
    cents
        By product (``NO_PRODUCT`` for what names none), then first day of the month, then line.
    billed
        Shared costs billed in the company's currency, whoever bears them.
    other_currencies
        Those of shared bills left out.
    """

    cents: dict[str, dict[date, dict[str, int]]]
    billed: int
    other_currencies: tuple[str, ...]

    def total(self, product: str, *lines: str) -> int:
        """Add up lines of one product."""
        months = self.cents.get(product, {}).values()
        return sum(month[line] for month in months for line in lines)


def ledger(workspace: Workspace, as_of: date | None) -> Ledger:
    """Gather invoices, costs and shared costs up to the end of ``as_of``'s month."""
    per_unit = smallest_units(workspace.company.currency)
    found: dict[str, dict[date, dict[str, int]]] = {}
    entries = [*_revenue(workspace), *_spent(workspace)]
    for product, day, line, amount in entries:
        if as_of is None or day <= as_of:
            _month_of(found, product, day)[line] += _cents(amount, per_unit)
    shared, billed, others = _shared(workspace, as_of)
    for product, day, cents in shared:
        _month_of(found, product, day)["shared"] += cents
    return Ledger(found, billed, others)


def product_of(cost: Cost, workspace: Workspace) -> str:
    """Give the product that a cost is charged to: its own, or that of its decision."""
    if cost.product:
        return cost.product
    decision = workspace.decisions.get(cost.decision or "")
    return decision.product if decision else NO_PRODUCT


def _month_of(
    found: dict[str, dict[date, dict[str, int]]], product: str, day: date
) -> dict[str, int]:
    months = found.setdefault(product, {})
    return months.setdefault(day.replace(day=1), defaultdict(int, dict.fromkeys(LINES, 0)))


def _revenue(workspace: Workspace) -> Iterator[tuple[str, date, str, Fraction]]:
    for one in workspace.invoices:
        yield one.product or NO_PRODUCT, one.date, "revenue", one.amount


def _spent(workspace: Workspace) -> Iterator[tuple[str, date, str, Fraction]]:
    for cost in workspace.costs:
        line = "build" if cost.category.lower() in BUILD else "run"
        yield product_of(cost, workspace), cost.date, line, exact(cost.amount)


def _shared(
    workspace: Workspace, as_of: date | None
) -> tuple[list[tuple[str, date, int]], int, tuple[str, ...]]:
    """Split the bills; those shared by products are charged to them."""
    if not workspace.allocations or not (workspace.bills or workspace.focus):
        return [], 0, ()
    known = workspace if as_of is None else _known_on(workspace, as_of)
    if not (known.bills or known.focus):
        return [], 0, ()
    split = run_allocation(known)
    own = workspace.company.currency
    of_products = {
        rule.pool for rule in workspace.allocations.values()
        if rule.consumers is ConsumerKind.PRODUCT
    }  # fmt: skip
    kept = [bill for bill in split.bills if bill.currency == own]
    charged = [
        (line.consumer if line.pool in of_products else NO_PRODUCT, bill.month, line.cents)
        for bill in kept
        for line in bill.lines
    ]
    charged += _settled(split, {bill.bill: bill for bill in kept}, of_products)
    charged += [(NO_PRODUCT, bill.month, left.cents) for bill in kept for left in bill.unallocated]
    others = tuple(sorted({bill.currency for bill in split.bills if bill.currency != own}))
    return charged, sum(bill.cents for bill in kept), others


def _known_on(workspace: Workspace, day: date) -> Workspace:
    """Leave out bills and disputes of later days; a dispute closed later was still open."""
    bills = tuple(one for one in workspace.bills if one.date <= day)
    focus = tuple(one for one in workspace.focus if one.billed_on <= day)
    later = {one.id for one in workspace.bills} - {one.id for one in bills}
    disputes = tuple(
        replace(one, status=DisputeStatus.OPEN)
        if one.closed_on is not None and one.closed_on > day
        else one
        for one in workspace.disputes
        if one.opened_on <= day and one.bill not in later
    )
    return replace(workspace, bills=bills, focus=focus, disputes=disputes)


def _settled(
    split: Allocation, bills: Mapping[str, AllocatedBill], of_products: Collection[str]
) -> Iterator[tuple[str, date, int]]:
    """Move accepted disputes from the product that contested to the one that bears them."""
    for one in split.disputes:
        bill = bills.get(one.bill)
        if bill is None or one.status is not DisputeStatus.ACCEPTED:
            continue
        borne = [line for line in bill.lines if line.consumer == one.consumer]
        if any(line.pool in of_products for line in borne):
            yield one.consumer, bill.month, -one.cents
            yield one.charged_to, bill.month, one.cents


def _cents(amount: Fraction, per_unit: int) -> int:
    return round_together({"": amount * per_unit})[""]
