"""What each consumer is charged, and that it adds up to what was billed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from levier.language.numbers import smallest_units
from levier.workspace.allocating.results import CurrencyTotal, Statement
from levier.workspace.inputs.bills import DisputeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from levier.workspace.allocating.results import AllocatedBill, DisputeView

    Charged = dict[tuple[str, str], defaultdict[str, int]]
    """Cents by currency and consumer, then by pool."""


def statements(
    bills: Sequence[AllocatedBill], disputes: Sequence[DisputeView]
) -> tuple[Statement, ...]:
    """Add up the lines of each consumer, by currency, the largest statement first."""
    charged = _charged(bills)
    currency_of = {bill.bill: bill.currency for bill in bills}
    moved, contested = _settled(disputes, currency_of), _open(disputes, currency_of)
    for key in moved:
        charged.setdefault(key, defaultdict(int))
    found = [
        _statement(key, pools, moved.get(key, 0), contested.get(key, 0))
        for key, pools in charged.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.currency, -one.cents, one.consumer)))


def totals(
    bills: Iterable[AllocatedBill], charged: Iterable[Statement]
) -> tuple[CurrencyTotal, ...]:
    """Set what was billed against what is charged, by currency."""
    billed: defaultdict[str, int] = defaultdict(int)
    left: defaultdict[str, int] = defaultdict(int)
    for bill in bills:
        billed[bill.currency] += bill.cents
        left[bill.currency] += sum(one.cents for one in bill.unallocated)
    borne: defaultdict[str, int] = defaultdict(int)
    for statement in charged:
        borne[statement.currency] += statement.cents
    return tuple(
        _currency_total(currency, whole, borne[currency], left[currency])
        for currency, whole in sorted(billed.items())
    )


def _currency_total(currency: str, billed: int, borne: int, left: int) -> CurrencyTotal:
    per_unit = smallest_units(currency)
    return CurrencyTotal(
        currency=currency,
        billed=billed / per_unit,
        charged=borne / per_unit,
        unallocated=left / per_unit,
        billed_cents=billed,
        charged_cents=borne,
        unallocated_cents=left,
    )


def _charged(bills: Iterable[AllocatedBill]) -> Charged:
    charged: Charged = {}
    for bill in bills:
        for line in bill.lines:
            pools = charged.setdefault((bill.currency, line.consumer), defaultdict(int))
            pools[line.pool] += line.cents
    return charged


def _settled(
    disputes: Iterable[DisputeView], currency_of: dict[str, str]
) -> dict[tuple[str, str], int]:
    """Move the amount of each accepted dispute from who contested to who bears it."""
    moved: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in disputes:
        if one.status is DisputeStatus.ACCEPTED:
            currency = currency_of[one.bill]
            moved[currency, one.consumer] -= one.cents
            moved[currency, one.charged_to] += one.cents
    return dict(moved)


def _open(
    disputes: Iterable[DisputeView], currency_of: dict[str, str]
) -> dict[tuple[str, str], int]:
    contested: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in disputes:
        if one.status is DisputeStatus.OPEN:
            contested[currency_of[one.bill], one.consumer] += one.cents
    return dict(contested)


def _statement(
    key: tuple[str, str], pools: dict[str, int], moved: int, contested: int
) -> Statement:
    currency, consumer = key
    cents = sum(pools.values()) + moved
    per_unit = smallest_units(currency)
    return Statement(
        consumer=consumer,
        currency=currency,
        amount=cents / per_unit,
        cents=cents,
        by_pool={pool: amount / per_unit for pool, amount in sorted(pools.items())},
        disputed=moved / per_unit,
        open_disputes=contested / per_unit,
    )
