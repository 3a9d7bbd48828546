"""Sessions of the committee that decides: their agenda, and what came out of each line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from levier_web.decisions.models.decision import Decision


class CommitteeSession(models.Model):
    """One meeting that decides."""

    title = models.CharField(max_length=200)
    day = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One line of an agenda, and its outcome."""

    class Purpose(models.TextChoices):
        """Why it is on the agenda."""

        DECIDE = "decide"
        REVIEW = "review"

    class Outcome(models.TextChoices):
        """What came out of it."""

        DECIDED = "decided"
        REFUSED = "refused"
        SENT_BACK = "sent_back"
        POSTPONED = "postponed"
        CONTINUED = "continued"
        STOPPED = "stopped"

    SETTLING: ClassVar = frozenset(
        {Outcome.DECIDED, Outcome.REFUSED, Outcome.CONTINUED, Outcome.STOPPED}
    )

    session = models.ForeignKey(CommitteeSession, models.CASCADE, related_name="items")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    purpose = models.CharField(max_length=8, choices=Purpose, default=Purpose.DECIDE)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    next_owner = models.CharField(max_length=120, blank=True)
    """The function that does what comes next, never a person."""
    next_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order of the agenda; a decision comes once to a session."""

        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "decision"], name="agenda_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.decision_id}"
