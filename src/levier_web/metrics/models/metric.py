"""What a metric is, and what it was before."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.metrics.models.choices import Direction, Grain, Kind, Stage
from levier_web.organisation.models import Team
from levier_web.organisation.models.unchanging import Unchanging


class Metric(models.Model):
    """One metric as it is defined today."""

    slug = models.CharField(max_length=100, unique=True)
    """Its id in a workspace."""
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=60, blank=True)
    grain = models.CharField(max_length=10, choices=Grain, default=Grain.DAY)
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.UP)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.SUM)
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    value_low = models.FloatField(null=True, blank=True)
    """Margin that one more unit brings, P10, in the company's currency."""
    value_mid = models.FloatField(null=True, blank=True)
    value_high = models.FloatField(null=True, blank=True)
    controls = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="+")
    """Metrics that decisions on this one cannot have touched."""
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    settings = models.JSONField(default=dict, blank=True)
    """Other entries of its table in ``levier.toml`` (``data``), as they came."""
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="metrics")
    archived = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    """Its place in the folder it came from: the order of metrics is the order of random draws."""
    rows = models.PositiveIntegerField(default=0, editable=False)
    """How many values stand; this and the four below are written with each import."""
    units = models.PositiveIntegerField(default=0, editable=False)
    first_day = models.DateField(null=True, blank=True, editable=False)
    last_day = models.DateField(null=True, blank=True, editable=False)
    tail = models.JSONField(default=list, blank=True, editable=False)
    """The last values over all units, for the small picture of lists."""
    fed_by = models.ForeignKey(
        "metrics.Source", models.SET_NULL, null=True, blank=True, related_name="feeds"
    )
    """The source that last brought values by itself."""

    class Meta:
        """In the order of the folder."""

        ordering: ClassVar = ["position", "slug"]

    def __str__(self) -> str:
        return self.title


class MetricVersion(Unchanging):
    """What the definition of a metric became, when, and why."""

    metric = models.ForeignKey(Metric, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    reason = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="+")
    """Of its author on that day: by the team of today it would follow who moves, and name them."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Numbered from one."""

        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["metric", "number"], name="metric_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.metric_id} {self.number}"
