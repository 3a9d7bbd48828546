"""What keeps coming back: signals that say the same."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Group(models.Model):
    """Signals about one thing; a signal that nobody repeats is a group of one."""

    title = models.CharField(max_length=280)
    """The words of its first signal, until somebody who handles signals finds better ones."""
    created_at = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="absorbed"
    )
    """Set while it is empty because its signals went to another group."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Merge(models.Model):
    """Two groups made one, with what is needed to take them apart again."""

    kept = models.ForeignKey(Group, models.CASCADE, related_name="merges")
    emptied = models.ForeignKey(Group, models.CASCADE, related_name="+")
    moved = models.JSONField(default=list)
    """Numbers of the signals that changed group."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.emptied_id} → {self.kept_id}"
