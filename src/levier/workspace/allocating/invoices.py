"""Bills as they are split: what is named for somebody, and the rest, by shared cost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.workspace.reading.people import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from levier.workspace.inputs.allocations import AllocationRule
    from levier.workspace.inputs.bills import CloudCharge
    from levier.workspace.model import Workspace

COST = "billedcost"
NO_POOL = ""


@dataclass(frozen=True, slots=True)
class InvoicePart:
    """What one bill holds of one shared cost, in units of the currency."""

    pool: str
    """``NO_POOL`` for lines that no shared cost takes."""
    direct: Mapping[str, Fraction]
    """What lines name a consumer for."""
    rest: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """One bill."""

    id: str
    supplier: str
    currency: str
    month: date
    parts: tuple[InvoicePart, ...]


def invoices(workspace: Workspace) -> tuple[Invoice, ...]:
    """Gather every bill of the folder, by month then name."""
    own = workspace.company.currency
    cloud = _cloud(workspace.focus, workspace.allocations, own)
    ordered = sorted(cloud, key=lambda one: (one.id, one.currency, one.supplier))
    found = _told_apart([*_plain(workspace, own), *ordered])
    return tuple(sorted(found, key=lambda one: (one.month, one.id)))


def _told_apart(found: Iterable[Invoice]) -> Iterator[Invoice]:
    """Give each bill a name of its own: one account may be billed in two currencies."""
    taken: set[str] = set()
    for one in found:
        name, rank = one.id, 1
        while name in taken:
            rank += 1
            name = f"{one.id} {one.currency}" if rank == 2 else f"{one.id} {one.currency} {rank}"
        taken.add(name)
        yield replace(one, id=name)


def _plain(workspace: Workspace, currency: str) -> Iterator[Invoice]:
    for bill in workspace.bills:
        part = InvoicePart(bill.pool, {}, bill.amount, f"bills:{bill.line}")
        month = bill.date.replace(day=1)
        yield Invoice(bill.id, bill.supplier, bill.currency or currency, month, (part,))


@dataclass(slots=True)
class _Gathered:
    direct: defaultdict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    rest: Fraction = Fraction(0)
    lines: list[int] = field(default_factory=list)


def _cloud(
    charges: Iterable[CloudCharge], rules: Mapping[str, AllocationRule], currency: str
) -> Iterator[Invoice]:
    """Gather the lines of one supplier, account, month and currency; the first pool takes them."""
    first_of = _Takers(rules)
    gathered: dict[tuple[str, str, str, str], dict[str, _Gathered]] = {}
    months: dict[tuple[str, str, str, str], date] = {}
    for charge in charges:
        month = charge.billed_on.replace(day=1)
        key = (charge.supplier, charge.account, charge.currency or currency, month.isoformat())
        months[key] = month
        rule = first_of.taker(charge)
        inside = gathered.setdefault(key, {}).setdefault(
            rule.pool if rule else NO_POOL, _Gathered()
        )
        consumer = _read(charge, rule.by) if rule and rule.by else ""
        _refuse_person(consumer, rule, charge.line)
        inside.lines.append(charge.line)
        if consumer:
            inside.direct[consumer] += charge.amounts[COST]
        else:
            inside.rest += charge.amounts[COST]
    for key, pools in gathered.items():
        supplier, account, written, month_name = key
        parts = tuple(
            InvoicePart(pool, dict(one.direct), one.rest, _lines(one.lines))
            for pool, one in sorted(pools.items())
        )
        name = " ".join(word for word in (supplier, account, month_name[:7]) if word)
        yield Invoice(name, supplier, written, months[key], parts)


class _Takers:
    """Which shared cost takes a line, found without trying each of them.

    Rules are sorted by the columns that they look at, then by the values that they ask for; one
    that has neither ``bill`` nor ``by`` takes no line.
    """

    def __init__(self, rules: Mapping[str, AllocationRule]) -> None:
        self._rules = tuple(rules.values())
        self._ranks: dict[tuple[str, ...], dict[tuple[str, ...], int]] = {}
        for rank, rule in enumerate(self._rules):
            if rule.bill or rule.by:
                asked = self._ranks.setdefault(tuple(rule.bill), {})
                asked.setdefault(tuple(rule.bill.values()), rank)

    def taker(self, charge: CloudCharge) -> AllocationRule | None:
        """Give the first rule, in the order of the file, that fits the line."""
        fitting = (
            asked.get(tuple(_read(charge, name) for name in columns))
            for columns, asked in self._ranks.items()
        )
        first = min((rank for rank in fitting if rank is not None), default=None)
        return None if first is None else self._rules[first]


def _refuse_person(consumer: str, rule: AllocationRule | None, line: int) -> None:
    if rule and is_address(consumer):
        raise InvalidArgument(
            f"focus, line {line}: {rule.by} names a person ({consumer!r}); costs are followed by"
            f" team, product or client: in [allocations.{rule.pool}] let by name another column"
        )


def _read(charge: CloudCharge, name: str) -> str:
    known = name if name.startswith("tag:") else name.lower()
    return charge.values.get(known, "")


def _lines(lines: list[int]) -> str:
    if len(lines) == 1:
        return f"focus:{lines[0]}"
    return f"focus:{min(lines)}-{max(lines)} ({len(lines)})"
