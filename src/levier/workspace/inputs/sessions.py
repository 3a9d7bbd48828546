"""What came before a committee that decides, and what came out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping


class AgendaPurpose(StrEnum):
    """Why a decision is on an agenda."""

    DECIDE = "decide"
    REVIEW = "review"


class AgendaOutcome(StrEnum):
    """What came out of a line."""

    DECIDED = "decided"
    REFUSED = "refused"
    SENT_BACK = "sent_back"
    POSTPONED = "postponed"
    CONTINUED = "continued"
    STOPPED = "stopped"


OUTCOMES: Mapping[AgendaPurpose, frozenset[AgendaOutcome]] = {
    AgendaPurpose.DECIDE: frozenset(
        {
            AgendaOutcome.DECIDED,
            AgendaOutcome.REFUSED,
            AgendaOutcome.SENT_BACK,
            AgendaOutcome.POSTPONED,
        }
    ),
    AgendaPurpose.REVIEW: frozenset(
        {AgendaOutcome.CONTINUED, AgendaOutcome.STOPPED, AgendaOutcome.POSTPONED}
    ),
}
"""By why a decision was there, what could come out of it."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One decision before one session (``sessions.csv``)."""

    date: datetime.date
    decision: str
    title: str = ""
    """Of the session: two on the same day have two titles."""
    purpose: AgendaPurpose = AgendaPurpose.DECIDE
    outcome: AgendaOutcome | None = None
    reason: str = ""
    next_owner: str = ""
    """The function that does what comes next: never a person."""
    next_on: datetime.date | None = None
