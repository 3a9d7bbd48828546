"""The phases through which products went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ProductPhase:
    """One stretch of the life of one product (``phases.csv``)."""

    product: str
    phase: str
    """In the company's own words: discovery, construction, handed over…"""
    starts_on: date
    ends_on: date | None = None
    """Its last day; None: not written, which most phases that the next one follows are not."""
    comment: str = ""
