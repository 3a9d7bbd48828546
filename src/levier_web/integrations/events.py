"""What webhooks can be told, by room: actions of the audit log that say nothing of anybody.

Drafts are left out, since other teams do not see them, and whatever is about people.
"""

from __future__ import annotations

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
TEST = "webhook.tried"
"""Sent to one address when somebody asks whether it answers."""
