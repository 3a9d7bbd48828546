"""What an assistant would like to have done, until a person confirms or refuses it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.integrations.models.tokens import AccessToken


class Preview(models.Model):
    """One change that was asked for and not made."""

    class State(models.TextChoices):
        """What became of it; one whose day is over is expired, whatever stands here."""

        WAITING = "waiting"
        CONFIRMED = "confirmed"
        REFUSED = "refused"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="previews")
    """Whose token asked: the only one who may confirm."""
    token = models.ForeignKey(AccessToken, models.SET_NULL, null=True, related_name="previews")
    tool = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    """What the operation would have answered then; after the confirmation, what it answered."""
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "state", "expires_at"], name="preview_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.tool} {self.pk}"
