"""What is remembered of calls: their answers for a day, their number for a minute."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from levier_web.integrations.models.tokens import AccessToken


class Call(models.Model):
    """The answer to one call that named itself, given again when it is repeated."""

    token = models.ForeignKey(AccessToken, models.CASCADE, related_name="calls")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    """Of the method, the address and the body."""
    status = models.PositiveSmallIntegerField(null=True)
    content_type = models.CharField(max_length=120, blank=True)
    content = models.BinaryField(default=b"")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        """A token uses a key for one call: of two at once the second waits for the first."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "key"], name="call_key_once")
        ]

    def __str__(self) -> str:
        return self.key


class Counted(models.Model):
    """How often something happened within one stretch of time."""

    subject = models.CharField(max_length=100)
    since = models.DateTimeField(db_index=True)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        """One row for a subject and its stretch."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "since"], name="counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"
