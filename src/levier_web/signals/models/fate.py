"""What becomes of a signal."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.organisation.models import Team
from levier_web.organisation.models.unchanging import Unchanging


class Fate(models.TextChoices):
    """Where a signal stands."""

    RECEIVED = "received"
    LOOKED_AT = "looked_at"
    OPPORTUNITY = "opportunity"
    DECISION = "decision"
    ANSWERED = "answered"
    DECLINED = "declined"


ACTED_UPON = (Fate.OPPORTUNITY, Fate.DECISION)
"""Fates that led to something."""
OPEN = (Fate.RECEIVED, Fate.LOOKED_AT)
"""Fates that still owe an answer."""


class FateChange(Unchanging):
    """One step in the life of one signal, with the sentence that says why."""

    signal = models.ForeignKey("signals.Signal", models.PROTECT, related_name="fates")
    fate = models.CharField(max_length=12, choices=Fate)
    sentence = models.CharField(max_length=500)
    address = models.CharField(max_length=200, blank=True)
    """The page of the opportunity or decision, within Levier."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    """Theirs on that day: by the team of today a step would follow who moves, and name them."""
    at = models.DateTimeField()

    class Meta:
        """In the order in which things happened."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.fate}"
