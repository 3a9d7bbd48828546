"""What each person chose to be sent, and what was sent to them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Choice(models.Model):
    """One person's choice; who has none is sent nothing."""

    class Digest(models.TextChoices):
        """How often a digest is wanted."""

        NEVER = "never"
        WEEKLY = "weekly"
        DAILY = "daily"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="message_choice"
    )
    digest = models.CharField(max_length=6, choices=Digest, default=Digest.NEVER)
    reminders = models.BooleanField(default=False)
    quiet_from = models.PositiveSmallIntegerField(default=19)
    quiet_until = models.PositiveSmallIntegerField(default=8)
    """Hours of the company's clock between which nothing is sent."""
    next_on = models.DateField(null=True, blank=True)
    """The day of the next digest."""
    told_until = models.DateTimeField(null=True, blank=True)
    """What came before was in a digest already."""
    reminded_on = models.DateField(null=True, blank=True)
    calendar_digest = models.CharField(max_length=64, blank=True, db_index=True)
    """The fingerprint of the secret of their calendar; empty: there is none."""

    def __str__(self) -> str:
        return f"{self.person_id} {self.digest}"


class Letter(models.Model):
    """One message to one person for one stretch of time; never two for the same."""

    class Kind(models.TextChoices):
        """What it is."""

        DIGEST = "digest"
        REMINDER = "reminder"

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        SENT = "sent"
        EMPTY = "empty"
        """There was nothing to tell, and nothing was sent."""
        FAILED = "failed"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()

    class Meta:
        """One for a person, a kind and a day."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind", "day"], name="message_letter_once")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="message_letter_due")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.day}"
