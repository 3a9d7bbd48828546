"""How long things are kept, who asked for what, and the files handed over."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.organisation.models.unchanging import Unchanging


class Retention(models.Model):
    """How long one kind of thing is kept, where the company chose otherwise than usual."""

    kind = models.CharField(max_length=40, unique=True)
    days = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"


class Sweep(models.Model):
    """One day on which what was too old was removed, and how much of each kind."""

    day = models.DateField(unique=True)
    at = models.DateTimeField(auto_now_add=True)
    removed = models.JSONField(default=dict)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}"


class ErasureRequest(models.Model):
    """One person asks that their own name be erased: open until done, refused or taken back."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasure_requests"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    """By which it is answered: a month after it was asked."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        """Latest first; one open at a time for each person."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(refused_at=None, withdrawn_at=None),
                name="erasure_request_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d}"

    @property
    def open(self) -> bool:
        """Whether it is neither refused nor taken back."""
        return self.refused_at is None and self.withdrawn_at is None


class Erasure(models.Model):
    """One person whose name goes: asked for, waiting, then done or called off."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasures")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    request = models.ForeignKey(
        ErasureRequest, models.SET_NULL, null=True, blank=True, related_name="erasures"
    )
    """What the person themself asked, where they did."""
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    texts = models.JSONField(default=list)
    """What they alone wrote and that stays until a person has looked at it: kind and number."""

    class Meta:
        """Latest first; one at a time for each person."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(called_off_at=None, done_at=None),
                name="erasure_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d}"


class MadeFile(Unchanging):
    """One file generated from the configuration of that moment, and what it was."""

    class Kind(models.TextChoices):
        """What the file is for."""

        REGISTER = "register"
        ASSESSMENT = "assessment"
        CONSULTATION = "consultation"

    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    configuration = models.JSONField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
