"""Values, each belonging to the import that brought it.

An observation is never changed: a later import that holds the same metric, day and unit stands
before it, and when that import is reversed the earlier value stands again.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.metrics.models.metric import Metric
from levier_web.metrics.models.sources import Source


class Import(models.Model):
    """One batch of values, from one file, query or call."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        PREVIEW = "preview"
        REFUSED = "refused"
        APPLYING = "applying"
        APPLIED = "applied"
        REVERSED = "reversed"

    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    name = models.CharField(max_length=255)
    """Of the file, or of the source."""
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    """Where it came from by itself; empty for a file that a person brought."""
    call_key = models.CharField(max_length=120, blank=True, default="")
    """The caller's own name of a call, so that repeating the call brings nothing twice."""
    fingerprint = models.CharField(max_length=64, db_index=True)
    """SHA-256 of what was brought."""
    content = models.FileField(upload_to="imports/%Y/%m", blank=True)
    rows = models.PositiveIntegerField(default=0)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    faults = models.JSONField(default=list, blank=True)
    summary = models.JSONField(default=dict, blank=True)
    """Per metric: rows, new, changed, first and last day."""
    done = models.PositiveSmallIntegerField(default=0)
    """How far its reading is, in hundredths."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken = models.PositiveSmallIntegerField(default=0)
    """How many processes have worked on it: the number of the one that does now."""
    beat_at = models.DateTimeField(null=True, blank=True)
    """When that process last said that it lives; empty while it waits for one."""
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "call_key"],
                condition=~models.Q(call_key=""),
                name="import_call_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """One value of one metric for one day (and unit, and day of publication)."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="observations")
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="observations")
    day = models.DateField()
    unit = models.CharField(max_length=120, blank=True, default="")
    value = models.FloatField()
    weight = models.FloatField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    """When this value was published, for metrics published again and again."""

    class Meta:
        """Found by metric and day."""

        indexes: ClassVar = [models.Index(fields=["metric", "day"], name="observation_found")]

    def __str__(self) -> str:
        return f"{self.metric_id} {self.day} {self.value}"
