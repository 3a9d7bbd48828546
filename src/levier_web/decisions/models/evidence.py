"""What a decision is expected to do, whom it reached, its tests, its costs: the workspace's tables.

Columns and meanings are those of ``expectations``, ``exposures``, ``experiments`` and ``costs``.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from levier_web.decisions.models.decision import Decision
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Product, Team


class Expectation(models.Model):
    """What one author expects one decision to do to one metric."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="expectations")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="expectations")
    shape = models.CharField(max_length=10, blank=True)
    """``step``, ``ramp``, ``pulse``, or empty when the author does not say."""
    ramp_days = models.FloatField(null=True, blank=True)
    half_life_days = models.FloatField(null=True, blank=True)
    scale = models.CharField(max_length=10, default="relative")
    low = models.FloatField(null=True, blank=True)
    """P10; relative ones as a share."""
    mid = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    author = models.CharField(max_length=60, default="human")
    """``human``, ``ai`` or a function; never a person."""
    stated_on = models.DateField(null=True, blank=True)
    design = models.CharField(max_length=20, blank=True)
    """The design asked for, empty for the strongest that the data allow."""

    class Meta:
        """In the order in which they were stated."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.metric_id}"


class Exposure(models.Model):
    """A unit reached by a decision."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="exposures")
    unit = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    share = models.FloatField(default=1.0)

    class Meta:
        """In the order in which they came."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.unit}"


class ExperimentArm(models.Model):
    """One arm of a randomised test: its columns of ``experiments``."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="arms")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="arms")
    arm = models.CharField(max_length=80)
    users = models.PositiveBigIntegerField()
    conversions = models.PositiveBigIntegerField(null=True, blank=True)
    mean = models.FloatField(null=True, blank=True)
    sd = models.FloatField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    more = models.JSONField(default=dict, blank=True)
    """The other columns (strata, covariates, looks, clusters), as the workspace names them."""

    class Meta:
        """In the order in which they came."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.arm}"


class Cost(models.Model):
    """One amount spent, in the company's currency at the rate of its day."""

    day = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=6)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="costs"
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="costs"
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="costs")
    category = models.CharField(max_length=60, blank=True)
    person_days = models.FloatField(null=True, blank=True)
    rate = models.FloatField(null=True, blank=True)
    reverses = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="reversed_by"
    )
    """The line that this one takes back."""

    class Meta:
        """In the order in which they came; each names one thing it was spent on."""

        ordering: ClassVar = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.day} {self.amount}"
