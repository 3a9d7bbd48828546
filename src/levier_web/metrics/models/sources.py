"""Where values come from by themselves, and the tokens with which others may send them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from levier_web.organisation.models import Team

GRACE = timedelta(hours=1)
"""How long after its hour a source is still not called late."""


class Source(models.Model):
    """A folder that is watched, a query that is asked again, or an address that others call."""

    class Kind(models.TextChoices):
        """How values come."""

        FOLDER = "folder"
        QUERY = "query"
        PUSH = "push"

    class Cadence(models.TextChoices):
        """How often it is asked."""

        HOURLY = "hourly"
        DAILY = "daily"
        WEEKLY = "weekly"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="sources")
    """Who mends it when it fails."""
    path = models.CharField(max_length=1000, blank=True)
    """Of the folder, or of one file."""
    connection = models.CharField(max_length=60, blank=True)
    """NAME of the variable ``LEVIER_SOURCE_NAME`` that holds the address; never the address."""
    query = models.TextField(blank=True)
    cadence = models.CharField(max_length=10, choices=Cadence, blank=True)
    """Empty: only when somebody asks."""
    applies_alone = models.BooleanField(default=False)
    """Whether what has no fault is applied without a person looking at it."""
    archived = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True)
    """When it should be asked next."""
    next_try = models.DateTimeField(null=True, blank=True, db_index=True)
    """When it will be: later than ``due_at`` after a failure, or while a try runs."""
    failures = models.PositiveSmallIntegerField(default=0)
    """How many times in a row it failed."""
    failure = models.JSONField(default=dict, blank=True)
    """Why the last try failed: a key of the catalogue and its fields; empty when it did not."""
    late_since = models.DateTimeField(null=True, blank=True)
    """The hour that was missed first."""
    tried_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One name, one source."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("name"), name="source_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def overdue_since(self) -> datetime | None:
        """The hour since which values are missing, or None when it is on time."""
        if self.archived:
            return None
        if self.late_since is not None:
            return self.late_since
        missed = self.due_at is not None and self.due_at + GRACE < timezone.now()
        return self.due_at if missed else None


class PushToken(models.Model):
    """Lets a program send values to one source; only its fingerprint is kept."""

    class Scope(models.TextChoices):
        """What it opens."""

        SEND = "send"
        CHECK = "check"

    source = models.ForeignKey(Source, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.SEND)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    """Its first letters, to tell it from the others."""
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    minute = models.DateTimeField(null=True, blank=True)
    """The minute in which calls are being counted."""
    calls = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def alive(self) -> bool:
        """Whether it still opens anything."""
        return self.withdrawn_at is None and self.expires_at > timezone.now()
