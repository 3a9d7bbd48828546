"""What is asked of a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from levier.language import Language

DRAWS = 4_000
SCENARIOS = 300
"""Futures that the solver looks at one by one when risk counts; answers are told from all draws."""


@dataclass(frozen=True, slots=True)
class ChooseOptions:
    """How to choose.

    Attributes
    ----------
    as_of
        The day from which deadlines are counted; None: the last day observed.
    capacity
        Person-days of all teams together, in place of those of ``[portfolio]``.
    budget, risk_aversion, worst_case
        In place of those of ``[portfolio]``; None leaves them.
    draws
        Joint draws of everything uncertain.
    """

    as_of: date | None = None
    capacity: float | None = None
    budget: float | None = None
    risk_aversion: float | None = None
    worst_case: float | None = None
    draws: int = DRAWS
    language: Language = "en"
    """Of the sentence with which limits that cannot be kept are refused."""
