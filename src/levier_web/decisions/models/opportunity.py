"""The tree of opportunities: outcome, opportunity, solution, test."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from levier_web.decisions.models.decision import Decision
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Product, Team


class Opportunity(models.Model):
    """One node of the tree; solutions carry ranges, tests a threshold."""

    class Level(models.TextChoices):
        """What a node is."""

        OUTCOME = "outcome"
        OPPORTUNITY = "opportunity"
        SOLUTION = "solution"
        TEST = "test"

    slug = models.CharField(max_length=100, unique=True)
    """Its id in a workspace."""
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=12, choices=Level, db_index=True)
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    metric = models.ForeignKey(
        Metric, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    target = models.FloatField(null=True, blank=True)
    """Of an outcome, in the metric's unit."""
    threshold = models.CharField(max_length=200, blank=True)
    """Of a test: what must be seen for it to have worked, written before it starts."""
    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    """The decision that came out of it."""
    groups = models.ManyToManyField("signals.Group", blank=True, related_name="opportunities")
    """The signals that speak for it."""
    reach_low = models.FloatField(null=True, blank=True)
    reach_mid = models.FloatField(null=True, blank=True)
    reach_high = models.FloatField(null=True, blank=True)
    impact_low = models.FloatField(null=True, blank=True)
    impact_mid = models.FloatField(null=True, blank=True)
    impact_high = models.FloatField(null=True, blank=True)
    confidence_low = models.FloatField(null=True, blank=True)
    confidence_mid = models.FloatField(null=True, blank=True)
    confidence_high = models.FloatField(null=True, blank=True)
    effort_low = models.FloatField(null=True, blank=True)
    effort_mid = models.FloatField(null=True, blank=True)
    effort_high = models.FloatField(null=True, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    """Other columns of its row in ``opportunities``, as they came."""
    archived_at = models.DateTimeField(null=True, blank=True, db_index=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """In the order that people gave them."""

        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def scored(self) -> bool:
        """Whether all its ranges are given."""
        return all(getattr(self, name) is not None for name in RICE_FIELDS)


RICE_INPUTS = ("reach", "impact", "confidence", "effort")
RICE_FIELDS = tuple(f"{name}_{end}" for name in RICE_INPUTS for end in ("low", "mid", "high"))
