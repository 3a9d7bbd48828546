"""Budget lines that everybody sees, and the alerts that anybody raises on them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.organisation.models import Product, Team


class BudgetLine(models.Model):
    """What may be spent on something between two days."""

    title = models.CharField(max_length=160)
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    category = models.CharField(max_length=60, blank=True)
    """Costs of this category count as spent on it; every category when empty."""
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="budget_lines"
    )
    """Costs of this product count as spent on it; every cost of the category when empty."""
    owner = models.CharField(max_length=120)
    """The function that answers alerts, never a person."""
    answer_days = models.PositiveSmallIntegerField(default=5)
    open_amounts = models.BooleanField(default=True)
    """Whether everybody sees the amounts; the pay of few people could be read from some lines."""
    archived = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["title", "starts_on"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="budget_line_positive"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="budget_line_period"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Alert(models.Model):
    """Something that somebody saw go wrong, or better, on a line; open the moment it is sent."""

    class Kind(models.TextChoices):
        """What was seen."""

        OVERRUN = "overrun"
        UNEXPECTED = "unexpected"
        WRONG = "wrong"
        SAVING = "saving"

    class Answer(models.TextChoices):
        """What is done about it."""

        CORRECTED = "corrected"
        ACCEPTED = "accepted"
        STOPPED = "stopped"
        EXPLAINED = "explained"

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=500)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    function = models.CharField(max_length=120, blank=True)
    """Of who raised it, on that day."""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    """When who raised it saw the answer."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-raised_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["answered_at", "due_on"], name="alert_by_due")]

    def __str__(self) -> str:
        return self.text[:60]
