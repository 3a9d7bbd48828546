"""Webhooks: addresses that are told what happens, and each attempt to tell them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Webhook(models.Model):
    """One address with the kinds of events that it asked for."""

    name = models.CharField(max_length=120)
    address = models.URLField(max_length=500)
    kinds = models.JSONField(default=list)
    salt = models.CharField(max_length=64)
    """With the installation's key it gives the secret, which is therefore kept nowhere."""
    secret_digest = models.CharField(max_length=64)
    """Tells that the installation's key is no longer the one with which the secret was made."""
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    """Set when it failed for too long; somebody who looked into it takes it up again."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One event on its way to one address: written with the event, sent afterwards."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        """Every attempt failed, or its webhook was removed."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=40)
    """The same in every attempt, so that who receives it twice knows."""
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="delivery_due")]

    def __str__(self) -> str:
        return self.message


class Attempt(models.Model):
    """One attempt: when, with what answer, in how many milliseconds."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=40, blank=True)
    """Why there was no answer: a word of the catalogue."""
    milliseconds = models.PositiveIntegerField()

    class Meta:
        """The first one first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.status or self.fault}"
