"""What is said before and after a decision: options, gates, comments, answers, refusal letters."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.decisions.models.decision import Decision
from levier_web.organisation.models import Client
from levier_web.organisation.models.unchanging import Unchanging


class DecisionOption(models.Model):
    """One way that was open, with what speaks for it and against it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="ways")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    pros = models.TextField(blank=True)
    cons = models.TextField(blank=True)

    class Meta:
        """In the order of the sheet."""

        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class GateResult(models.Model):
    """What one gate said, kept as evidence: its name, its verdict, its figure or its page."""

    class Verdict(models.TextChoices):
        """What a gate can say."""

        PASSED = "passed"
        FAILED = "failed"
        NOT_ENOUGH = "not_enough"
        """Too little evidence to say."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="gates")
    name = models.CharField(max_length=200)
    verdict = models.CharField(max_length=12, choices=Verdict)
    figure = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True)
    stated_on = models.DateField()

    class Meta:
        """In the order in which they came."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.verdict}"


class Comment(models.Model):
    """A remark on a sheet, shown with the function and team of its author."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    voice = models.CharField(max_length=300, blank=True)
    """Function and team when it was written, floors applied."""
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.pk}"


class StateChange(Unchanging):
    """One step of a decision from one state to the next, with its reason."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=10, choices=Decision.State)
    after = models.CharField(max_length=10, choices=Decision.State)
    reason = models.TextField(blank=True)
    escalated = models.BooleanField(default=False)
    """Settled by a function that the decision rights do not name."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    voice = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        """In the order in which they happened."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.before} {self.after}"


class RefusalLetter(Unchanging):
    """A refusal with its arguments, in both languages; an edited one is a new one."""

    class About(models.TextChoices):
        """What is refused."""

        PROPOSAL = "proposal"
        REQUEST = "request"
        CONTRACT = "contract"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=10, choices=About, default=About.PROPOSAL)
    client = models.ForeignKey(Client, models.SET_NULL, null=True, blank=True, related_name="+")
    criteria = models.JSONField(default=list)
    """Keys of the criteria that were not met."""
    text_fr = models.TextField()
    text_en = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    voice = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Numbered from one."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="letter_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.number}"
