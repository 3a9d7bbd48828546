"""The value ledger: entries added and reversed, never changed; losses and what came of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.decisions.models import Decision
from levier_web.impact.models import Effect, Measurement
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Product
from levier_web.organisation.models.unchanging import Unchanging


class Entry(Unchanging):
    """What one decision did to one metric, in money: a measurement times a unit value.

    A later measurement that says otherwise reverses the entry and adds another one; the ledger
    of any day can be read again.
    """

    class Sort(models.TextChoices):
        """What an entry does."""

        EFFECT = "effect"
        REVERSAL = "reversal"

    sort = models.CharField(max_length=10, choices=Sort)
    effect = models.ForeignKey(Effect, models.PROTECT, related_name="entries")
    """Its proof."""
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="entries")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="entries")
    arm = models.CharField(max_length=80, blank=True)
    p10 = models.DecimalField(max_digits=18, decimal_places=2)
    p50 = models.DecimalField(max_digits=18, decimal_places=2)
    p90 = models.DecimalField(max_digits=18, decimal_places=2)
    grade = models.CharField(max_length=1)
    verdict = models.CharField(max_length=12)
    in_total = models.BooleanField()
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order in which they were written."""

        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["decision", "metric", "arm"], name="entry_of_effect")
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.sort} {self.p50}"


class Told(models.Model):
    """What a measurement says in words and drawings, kept as the engine worded and drew it."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="told")
    name = models.CharField(max_length=20)
    """``answer`` (sentences), ``accounts`` (the accounts of products)."""
    language = models.CharField(max_length=2)
    sentences = models.JSONField(default=list, blank=True)
    html = models.TextField(blank=True)
    """Made by the engine's own templates, which escape whatever people wrote."""
    figures = models.JSONField(default=dict, blank=True)

    class Meta:
        """One text for each language."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measurement", "name", "language"], name="told_once")
        ]

    def __str__(self) -> str:
        return f"{self.measurement_id} {self.name} {self.language}"


class Loss(models.Model):
    """A bet that failed: what it cost, why, what was learned."""

    title = models.CharField(max_length=200)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="losses"
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="losses"
    )
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    found_on = models.DateField()
    cause = models.TextField()
    lesson = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-found_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="loss_positive")
        ]

    def __str__(self) -> str:
        return self.title


class Reuse(Unchanging):
    """A decision that uses what a loss left: written before its gain is known, or not counted."""

    loss = models.ForeignKey(Loss, models.PROTECT, related_name="reuses")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reuses")
    what = models.CharField(max_length=300)
    share = models.DecimalField(max_digits=4, decimal_places=3)
    """How much of the decision's value is owed to what was reused, 0 to 1."""
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        """A loss feeds a decision once."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loss", "decision"], name="reuse_once"),
            models.CheckConstraint(
                condition=models.Q(share__gt=0, share__lte=1), name="reuse_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loss_id} {self.decision_id}"


class Stance(models.Model):
    """The leaders' own answer on the fifth axis, with the fact that they rest it on."""

    level = models.PositiveSmallIntegerField()
    """0 (a supplier who is told what to do) to 4 (a partner who answers for what it brings)."""
    fact = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(level__lte=4), name="stance_level")
        ]

    def __str__(self) -> str:
        return f"{self.level}"
