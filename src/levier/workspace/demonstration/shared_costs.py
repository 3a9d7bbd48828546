"""Two shared costs of the demonstration: bills, what each product used, and two disputes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from levier.language import translate
from levier.workspace.demonstration.csv_text import csv_text
from levier.workspace.demonstration.plan_metrics import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier.language import Language

TIERS = ((0, 0.09), (5_000, 0.06), (20_000, 0.045))
"""From how many messages, at what price each."""


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """One shared cost: its bill of the first month, how it grows, and who uses it how much."""

    id: str
    first_bill: float
    growth: float
    """Of the bill, in a month."""
    use: tuple[tuple[str, float], ...]
    """Each product's mean daily or monthly use."""


CAPACITY = PoolPlan(
    "capacity", 6_240.0, 0.012, (("site", 420.0), ("quotes", 260.0), ("invoices", 310.0))
)
MESSAGES = PoolPlan(
    "messages", 1_180.0, 0.008, (("site", 4_100.0), ("invoices", 12_600.0), ("account", 6_900.0))
)
POOLS = (CAPACITY, MESSAGES)
MONDAYS = 4
"""Days of each month on which the use of the capacity is known."""


def settings_tables(language: Language) -> list[tuple[str, dict[str, object]]]:
    """Give the two tables of ``levier.toml``, by name."""
    titles = {plan.id: translate(f"demonstration.pools.{plan.id}", language) for plan in POOLS}
    return [
        (
            "allocations.capacity",
            {
                "title": titles["capacity"],
                "method": "shapley",
                "group_cost": "peak",
                "consumers": "product",
            },
        ),
        (
            "allocations.messages",
            {
                "title": titles["messages"],
                "method": "tiers",
                "tiers": [list(tier) for tier in TIERS],
                "consumers": "product",
            },
        ),
    ]


def bills_table(language: Language) -> str:
    """Write one bill a month for each shared cost."""
    rows = (
        (
            f"{plan.id.upper()}-{month:%Y-%m}",
            month,
            plan.id,
            f"{plan.first_bill * (1 + plan.growth) ** rank:.2f}",
            translate(f"demonstration.suppliers.{plan.id}", language),
        )
        for rank, month in enumerate(_months())
        for plan in POOLS
    )
    return csv_text(("id", "date", "pool", "amount", "supplier"), rows)


def usage_table(language: Language) -> str:
    """Write what each product used: the capacity on four Mondays a month, messages by month."""
    columns = ("date", "pool", "consumer", "quantity")
    return csv_text(columns, (row for month in _months() for row in _used_in(month, language)))


def disputes_table(language: Language) -> str:
    """Write two disputes: one settled, one open."""
    last = LAST_DAY.replace(day=1)
    before = (last - timedelta(days=1)).replace(day=1)
    site, invoices = (_product(name, language) for name in ("site", "invoices"))
    reasons = [translate(f"demonstration.disputes.{name}", language) for name in ("tests", "peak")]
    rows = [
        ("L-1", f"MESSAGES-{before:%Y-%m}", invoices, before + timedelta(days=12), reasons[0],
         "120.00", "accepted", before + timedelta(days=19), site),
        ("L-2", f"CAPACITY-{last:%Y-%m}", site, last + timedelta(days=14), reasons[1],
         "640.00", "open", "", ""),
    ]  # fmt: skip
    columns = (
        "id", "bill", "consumer", "opened_on", "reason", "amount", "status", "closed_on",
        "charged_to",
    )  # fmt: skip
    return csv_text(columns, rows)


def _used_in(month: date, language: Language) -> Iterator[tuple[object, ...]]:
    first_monday = month + timedelta(days=-month.weekday() % 7)
    for rank, (product, mean) in enumerate(CAPACITY.use):
        for week in range(MONDAYS):
            day = first_monday + timedelta(weeks=week)
            wave = 1 + 0.45 * math.sin(2 * math.pi * (week / MONDAYS + rank / 3))
            yield day, CAPACITY.id, _product(product, language), round(mean * wave)
    for product, mean in MESSAGES.use:
        season = 1 + 0.15 * math.cos(2 * math.pi * month.month / 12)
        yield month, MESSAGES.id, _product(product, language), round(mean * season)


def _months() -> list[date]:
    """List the first of every month of the demonstration."""
    first, last = (day.year * 12 + day.month - 1 for day in (FIRST_DAY, LAST_DAY))
    return [date(rank // 12, rank % 12 + 1, 1) for rank in range(first, last + 1)]


def _product(name: str, language: Language) -> str:
    return translate(f"demonstration.products.{name}", language)
