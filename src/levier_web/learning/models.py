"""What was learned: lessons linked to decisions, reviews held."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.decisions.models import Decision


class Lesson(models.Model):
    """Something that the next decision should know."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    decisions = models.ManyToManyField(Decision, related_name="lessons")
    """Those that taught it, and those to which it was applied since."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    voice = models.CharField(max_length=300, blank=True)
    """Function and team when it was written, floors applied."""
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """What was seen when the review of a decision came due."""

    class Outcome(models.TextChoices):
        """What follows."""

        GO_ON = "go_on"
        CHANGE = "change"
        STOP = "stop"
        LATER = "later"
        """Too early to say: another day is set."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="reviews")
    due_on = models.DateField(null=True, blank=True)
    held_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    seen = models.TextField()
    """What was seen against what was forecast."""
    next_on = models.DateField(null=True, blank=True)
    lesson = models.ForeignKey(
        Lesson, models.SET_NULL, null=True, blank=True, related_name="reviews"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    voice = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.held_on}"
