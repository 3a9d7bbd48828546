"""What clients were invoiced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class ClientInvoice:
    """One invoice, or the sum of a month (``invoices.csv``), in the company's currency."""

    date: date
    client: str
    amount: Fraction
    """As written; below zero for a credit note."""
    product: str = ""
    line: int = 0
