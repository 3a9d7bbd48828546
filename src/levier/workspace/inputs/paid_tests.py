"""Prices offered, and who paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PaidTestRow:
    """One price, or one stretch of time at one price (``paid_tests.csv``)."""

    gate: str
    price: float
    offered: int
    paid: int
    unit_cost: float = 0.0
    starts_on: date | None = None
    ends_on: date | None = None
    first_invoice_on: date | None = None
