"""Signals from outside the pages: by a short link, by a file of mail."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.organisation.models import Team


class CaptureLink(models.Model):
    """A short private address with a form of one line, for people without an account."""

    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="+")
    """Where it hangs; empty: anywhere in the company."""
    salt = models.CharField(max_length=32)
    """With the installation's key it gives the secret, which is therefore kept nowhere."""
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class MailFile(models.Model):
    """One mail brought as a file: its words wait for somebody to make a signal of them."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        POSTED = "posted"
        DISCARDED = "discarded"

    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="mail_files"
    )
    """Who brought it by the page, and alone sees it; empty: it lay in a watched folder."""
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Only where the address is that of a person; any other is not kept."""
    digest = models.CharField(max_length=64)
    line = models.CharField(max_length=280)
    detail = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    brought_at = models.DateTimeField()

    class Meta:
        """Latest first; one file is brought once by each."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "brought_by"], name="mail_once"),
            models.UniqueConstraint(
                fields=["digest"],
                condition=models.Q(brought_by__isnull=True),
                name="mail_once_in_folders",
            ),
        ]

    def __str__(self) -> str:
        return self.line[:60]
