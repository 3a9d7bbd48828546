"""What ``levier allocate`` answers: schema ``levier.allocation/1``.

Amounts are in units of the currency of their bill, whole cents but for ``exact`` and its parts;
``cents`` says the same in the smallest unit of the currency, for sums without rounding of a
machine's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.inputs.allocations import AllocationMethod, ConsumerKind
    from levier.workspace.inputs.bills import DisputeStatus


class NotAllocated(StrEnum):
    """Why a part of a bill is borne by nobody yet."""

    NO_POOL = "no_pool"
    """No shared cost of ``levier.toml`` takes these lines of a cloud bill."""
    NO_USE = "no_use"
    """Nobody is known to have used it in the month of the bill."""


@dataclass(frozen=True, slots=True)
class AllocationLine:
    """What one consumer bears of one shared cost of one bill.

    Attributes
    ----------
    bill, pool, consumer, month
        Which; ``month`` is its first day.
    amount, cents
        What is charged.
    exact
        The same before it was rounded to the cent: ``direct`` plus ``shared``.
    direct
        What lines of the bill name this consumer for.
    shared
        Its part of the rest.
    share
        Of the rest, 0 to 1.
    quantity, of_quantity
        What it used in the month, and everybody; None when use plays no part.
    error95
        Half the width of the 95 % range of ``shared`` when Shapley values were sampled; else zero.
    source
        The file and the lines that the amount comes from.
    """

    bill: str
    pool: str
    consumer: str
    month: date
    amount: float
    cents: int
    exact: float
    direct: float
    shared: float
    share: float
    quantity: float | None
    of_quantity: float | None
    error95: float
    source: str


@dataclass(frozen=True, slots=True)
class Unallocated:
    """A part of a bill that nobody bears yet."""

    pool: str
    amount: float
    cents: int
    reason: NotAllocated


@dataclass(frozen=True, slots=True)
class AllocatedBill:
    """One bill and all that it was split into: lines and remainders add up to it."""

    bill: str
    supplier: str
    currency: str
    month: date
    amount: float
    cents: int
    rounded_by: float
    """What the bill itself was rounded by: cloud bills have charges below the cent."""
    lines: tuple[AllocationLine, ...]
    unallocated: tuple[Unallocated, ...]


@dataclass(frozen=True, slots=True)
class PoolRule:
    """How one shared cost is split, in words."""

    pool: str
    title: str
    method: AllocationMethod
    consumers: ConsumerKind
    sentence: Mapping[str, str]
    """By language."""


@dataclass(frozen=True, slots=True)
class DisputeView:
    """One dispute and its consequence."""

    id: str
    bill: str
    consumer: str
    reason: str
    amount: float
    cents: int
    status: DisputeStatus
    opened_on: date
    closed_on: date | None
    charged_to: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All that one consumer is charged in one currency, accepted disputes counted."""

    consumer: str
    currency: str
    amount: float
    cents: int
    by_pool: Mapping[str, float]
    disputed: float
    """Accepted disputes, below zero when they lower the statement."""
    open_disputes: float
    """Contested and not settled; still in ``amount``."""


@dataclass(frozen=True, slots=True)
class CurrencyTotal:
    """Bills against statements in one currency: what was billed is charged or unallocated."""

    currency: str
    billed: float
    charged: float
    unallocated: float
    billed_cents: int
    charged_cents: int
    unallocated_cents: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """The whole answer; the same files give the same answer."""

    schema: ClassVar[str] = "levier.allocation/1"

    company: str
    currency: str
    fingerprint: str
    """SHA-256 over the files read."""
    seed: int
    rules: tuple[PoolRule, ...]
    bills: tuple[AllocatedBill, ...]
    statements: tuple[Statement, ...]
    totals: tuple[CurrencyTotal, ...]
    disputes: tuple[DisputeView, ...]

    def _repr_html_(self) -> str:
        """Show the answer in a notebook."""
        from levier.workspace.allocating.told import sections
        from levier.workspace.notebook import notebook_html

        return notebook_html(sections(self, "en"))
