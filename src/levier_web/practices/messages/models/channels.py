"""Rooms of other tools that are told what happens."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.organisation.models import Team


class Channel(models.Model):
    """One room: of the company, or of a team."""

    class Kind(models.TextChoices):
        """In whose words it is told."""

        SLACK = "slack"
        TEAMS = "teams"

    class Language(models.TextChoices):
        """In which language."""

        FRENCH = "fr"
        ENGLISH = "en"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=Kind)
    address = models.CharField(max_length=500)
    """It lets whoever has it write into the room: shown to nobody once kept."""
    language = models.CharField(max_length=2, choices=Language, default=Language.FRENCH)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="channels")
    """Only what is about this team; empty: the whole company."""
    kinds = models.JSONField(default=list)
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    """Set when it failed for too long."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """One event on its way to one room: written with the event, sent afterwards."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    address = models.CharField(max_length=200, blank=True)
    """Of the page to open."""
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="notice_due")]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.kind}"
