"""What each consumer used of a shared cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Usage:
    """One quantity used by one consumer of one cost pool (``usage.csv``)."""

    date: date
    pool: str
    consumer: str
    """A team, a product, a store, a client: never a person."""
    quantity: float
    line: int = 0
    """The line of the file, so that a statement can name its source."""
