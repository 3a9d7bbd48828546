"""One observation, in one line."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.metrics.models import Metric
from levier_web.organisation.models import Client, Product, Team
from levier_web.signals.models.fate import Fate
from levier_web.signals.models.group import Group


class Signal(models.Model):
    """Something somebody saw, heard or wishes; never deleted, its words never changed."""

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        FRICTION = "friction"
        REQUEST = "request"
        IDEA = "idea"
        OBSERVATION = "observation"
        COMMITTEE = "committee"

    text = models.CharField(max_length=280)
    detail = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OBSERVATION)
    function = models.CharField(max_length=120, blank=True)
    """The function of whoever said it: the author's own, or that of the one they heard."""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="signals")
    """Their team on that day."""
    client = models.ForeignKey(
        Client, models.SET_NULL, null=True, blank=True, related_name="signals"
    )
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="signals"
    )
    metric = models.ForeignKey(
        Metric, models.SET_NULL, null=True, blank=True, related_name="signals"
    )
    screen = models.CharField(max_length=120, blank=True)
    """Where a friction is met."""
    step = models.CharField(max_length=120, blank=True)
    """At which step of what one was doing."""
    effect = models.CharField(max_length=200, blank=True)
    """What the author guesses that it costs or would bring."""
    origin = models.URLField(max_length=500, blank=True)
    """Where it was said: a ticket, a message, a page."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="signals"
    )
    """Told of its fate; never shown."""
    token = models.CharField(max_length=64, unique=True)
    """Of the form that posted it: the same form sent twice is one signal."""
    group = models.ForeignKey(Group, models.PROTECT, related_name="signals")
    created_at = models.DateTimeField(db_index=True)
    fate = models.CharField(max_length=12, choices=Fate, default=Fate.RECEIVED, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    """When somebody first said what becomes of it."""
    news = models.BooleanField(default=False)
    """Whether its author has yet to see what became of it."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["author", "-created_at"], name="signal_by_author"),
            models.Index(fields=["group", "-created_at"], name="signal_by_group"),
        ]

    def __str__(self) -> str:
        return self.text
