"""Workspaces brought in: kept as they came, with what was found in them and what became of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Arrival(models.Model):
    """One archive of a workspace folder."""

    class State(models.TextChoices):
        """What became of it."""

        PREVIEW = "preview"
        REFUSED = "refused"
        APPLIED = "applied"
        DROPPED = "dropped"

    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    name = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    content = models.FileField(upload_to="workspaces/%Y/%m")
    summary = models.JSONField(default=dict, blank=True)
    """By table: how many lines are new, changed and the same."""
    faults = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name
