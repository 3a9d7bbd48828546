"""Contracts of the past, their marks of the day and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PastContract:
    """One mark of one past contract (``past_contracts.csv``)."""

    gate: str
    contract: str
    criterion: str
    score: float
    succeeded: bool
    known_on: date | None = None
    """When its outcome became known."""
