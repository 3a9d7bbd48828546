"""Measurements: what was computed, from which data, with which answer; older ones stay readable."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier_web.decisions.models import Decision
from levier_web.metrics.models import Metric


class Measurement(models.Model):
    """One run of the engine over the company's folder."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        UNCHANGED = "unchanged"
        """Nothing to compute: the folder and the engine are those of the last measurement."""

    state = models.CharField(max_length=12, choices=State, default=State.WAITING, db_index=True)
    reason = models.CharField(max_length=60, blank=True)
    """What asked for it: a key of the catalogue."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    """When the worker last said that it was alive."""
    finished_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=120, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    """Of the folder measured."""
    seed = models.BigIntegerField(null=True, blank=True)
    engine = models.CharField(max_length=40, blank=True)
    as_of = models.DateField(null=True, blank=True)
    results = models.JSONField(null=True, blank=True)
    """``levier.results/1`` without its effects and series, which have tables of their own."""
    faults = models.JSONField(default=list, blank=True)
    """When it failed: what to mend, in both languages."""
    followed = models.BooleanField(default=True)
    """False until the rooms above have kept what the engine says of it, in words and drawings."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class Effect(models.Model):
    """What one measurement says one decision did to one metric: the lines that pages list."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="effects")
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="effects")
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="effects")
    place = models.PositiveIntegerField()
    """Its index in ``results["effects"]``, or in ``results["not_measured"]``."""
    arm = models.CharField(max_length=80, blank=True)
    design = models.CharField(max_length=20, blank=True)
    grade = models.CharField(max_length=1, blank=True)
    verdict = models.CharField(max_length=12)
    """``gain``, ``loss``, ``not_proven``, or ``not_measured``."""
    scale = models.CharField(max_length=10, blank=True)
    p10 = models.FloatField(null=True)
    p50 = models.FloatField(null=True)
    p90 = models.FloatField(null=True)
    money_p10 = models.FloatField(null=True)
    money_p50 = models.FloatField(null=True)
    money_p90 = models.FloatField(null=True)
    in_total = models.BooleanField(default=False)
    forecast_p50 = models.FloatField(null=True)
    inside80 = models.BooleanField(null=True)
    detail = models.JSONField()
    """The whole entry of the results."""

    class Meta:
        """In the order of the results."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.metric_id} {self.verdict}"


class SeriesPicture(models.Model):
    """One metric as observed, and as it would have been without each decision."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="pictures")
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="+")
    view = models.JSONField()
    """The entry of ``series`` in the results."""

    def __str__(self) -> str:
        return f"{self.measurement_id} {self.metric_id}"


class KeptFile(models.Model):
    """A file of the company's folder that no page edits yet: kept and written out as it came."""

    name = models.CharField(max_length=120, unique=True)
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    brought_at = models.DateTimeField(auto_now=True)

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Outlook(models.Model):
    """What it would take to measure a decision that is not taken yet, on one metric."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="outlooks")
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=12, choices=Measurement.State, default=Measurement.State.WAITING
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    effect = models.FloatField()
    scale = models.CharField(max_length=10)
    plan = models.JSONField(null=True, blank=True)
    """The answer of ``levier plan``, in its JSON."""
    told = models.JSONField(default=dict, blank=True)
    """The same in words, by language."""
    faults = models.JSONField(default=list, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.metric_id} {self.state}"


class DesignPin(models.Model):
    """A person's choice of the design of one effect, with their reason."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="pins")
    metric = models.ForeignKey(Metric, models.CASCADE, related_name="pins")
    design = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One pin at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["decision", "metric"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="design_pin_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.metric_id} {self.design}"
