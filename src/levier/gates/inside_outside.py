"""A problem seen inside is not yet a pain felt outside: who brought the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from levier.errors import InvalidArgument
from levier.gates.share_interval import wilson
from levier.gates.verdict import ShareRange, Verdict, checked_count, judged

HALF = 0.5


class Origin(StrEnum):
    """Who brought most of the evidence."""

    CUSTOMERS = "customers"
    COLLEAGUES = "colleagues"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class InsideOutside:
    """Evidence by who brought it.

    Attributes
    ----------
    customers, colleagues
        Pieces of evidence.
    range
        Share of customers, with its range.
    origin
        Who brought most, if the range says so.
    """

    customers: int
    colleagues: int
    range: ShareRange
    origin: Origin

    @property
    def alert(self) -> bool:
        """Whether colleagues brought at least as much as customers did."""
        return self.range.share <= HALF


def inside_outside(customers: int, colleagues: int) -> InsideOutside:
    """Compare the evidence of customers with that of colleagues.

    Parameters
    ----------
    customers, colleagues
        Distinct voices of either.

    Raises
    ------
    InvalidArgument
        When there is none, or a count is negative.
    """
    total = customers + colleagues
    checked_count(customers, total, "inside_outside")
    if total == 0:
        raise InvalidArgument("inside_outside needs at least one piece of evidence, got none")
    found = wilson(customers / total, total)
    named = {Verdict.PASS: Origin.CUSTOMERS, Verdict.FAIL: Origin.COLLEAGUES}
    origin = named.get(judged(found.low95, found.high95, HALF), Origin.UNCLEAR)
    return InsideOutside(customers, colleagues, found, origin)
