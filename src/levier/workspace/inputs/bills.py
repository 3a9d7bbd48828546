"""Bills to be split, and what consumers dispute of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Bill:
    """One amount to be split between those who share it (``bills.csv``)."""

    id: str
    date: date
    pool: str
    amount: Fraction
    """In units of the currency, as written; below zero for a credit note."""
    supplier: str = ""
    currency: str = ""
    """ISO 4217 code; empty: the company's."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class CloudCharge:
    """One line of a cloud bill in the FOCUS format (``focus.csv``)."""

    billed_on: date
    """First day of the billing period."""
    amounts: Mapping[str, Fraction]
    """By FOCUS column of cost, in lower case."""
    currency: str
    supplier: str
    account: str
    values: Mapping[str, str] = field(default_factory=dict)
    """The other columns that are not empty, by name in lower case; tags as ``tag:KEY``."""
    line: int = 0


class DisputeStatus(StrEnum):
    """What became of a dispute."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Dispute:
    """What one consumer contests of one bill (``disputes.csv``)."""

    id: str
    bill: str
    consumer: str
    opened_on: date
    reason: str
    amount: Fraction
    """How much of the bill is contested, in units of its currency."""
    status: DisputeStatus = DisputeStatus.OPEN
    closed_on: date | None = None
    charged_to: str = ""
    """Who bears the amount of an accepted dispute, so that the bill still adds up."""
    line: int = 0
