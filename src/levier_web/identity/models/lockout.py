"""Failures to sign in, counted where every process sees them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Kind(models.TextChoices):
    """What failures are counted of."""

    ACCOUNT = "account"
    ADDRESS = "address"
    CODE = "code"
    """The second factor of an account."""


class FailureCount(models.Model):
    """Failures of one account or one network address; only a keyed fingerprint of it is kept."""

    kind = models.CharField(max_length=10, choices=Kind)
    digest = models.CharField(max_length=64)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One count for each."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "digest"], name="failure_count_once")
        ]
        indexes: ClassVar = [models.Index(fields=["last_at"], name="failure_count_by_last")]

    def __str__(self) -> str:
        return f"{self.kind} {self.failures}"
