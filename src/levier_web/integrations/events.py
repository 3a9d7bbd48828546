"""What webhooks can be told, by room: actions of the audit log that say nothing of anybody.

Drafts are left out, since other teams do not see them, and whatever is about people.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

KINDS: dict[str, tuple[str, ...]] = {
    "signals": ("signal.posted", "signal.fate", "signal.withdrawn", "signal.groups_merged"),
    "decisions": (
        "decision.proposed",
        "decision.decided",
        "decision.refused",
        "decision.sent_back",
        "decision.stopped",
        "decision.reopened",
        "decision.amended",
        "committee.convened",
        "committee.closed",
    ),
    "metrics": ("metric.defined", "metric.redefined", "import.applied", "import.reversed"),
    "impact": ("measurement.done", "measurement.failed"),
    "ledger": ("ledger.written", "cost.put_down", "cost.taken_back", "loss.written"),
    "learning": ("lesson.written", "review.held"),
}
ALL = frozenset(kind for kinds in KINDS.values() for kind in kinds)
Kinds = Annotated[
    list[Annotated[str, Field(max_length=60, json_schema_extra={"enum": sorted(ALL)})]],
    Field(min_length=1, max_length=100),
]
"""Of which a program asks to be told."""
TEST = "webhook.tried"
"""Sent to one address when somebody asks whether it answers."""
