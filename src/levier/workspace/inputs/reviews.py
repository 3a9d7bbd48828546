"""What each function says of a contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ContractReview:
    """One mark, or one veto, of one function (``reviews.csv``)."""

    gate: str
    contract: str
    """Empty when the gate is about a single one."""
    function: str
    """A function of the company: never a person."""
    criterion: str
    score: float | None = None
    veto: bool = False
    reason: str = ""
    reviewed_on: date | None = None
