"""What a stop rule counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Activation:
    """The count of one day or one week, or the running total on a day (``activations.csv``)."""

    gate: str
    date: date
    count: float
