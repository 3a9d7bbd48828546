"""Lists of people brought in from a file, kept until they are applied."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class PeopleImport(models.Model):
    """One file of people: shown first, then applied as a whole, then reversible."""

    content = models.TextField(blank=True)
    """The file; emptied as soon as it is applied."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(default=list)
    """For each person touched: their number, and what they were (nothing when they were new)."""
    sheet = ""
    """The sheet of a workbook that was read a moment ago; not kept."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
