"""Closed lists: the same values as in a workspace (a test compares them with the engine's)."""

from __future__ import annotations

from django.db import models


class Grain(models.TextChoices):
    """The length of one period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Direction(models.TextChoices):
    """Which way a metric should move."""

    UP = "up"
    DOWN = "down"


class Kind(models.TextChoices):
    """How values add up."""

    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    COUNT = "count"


class Stage(models.TextChoices):
    """Where a metric or a decision acts on the business."""

    ACQUISITION = "acquisition"
    ACTIVATION = "activation"
    RETENTION = "retention"
    EXPANSION = "expansion"
    REVENUE = "revenue"
    SATISFACTION = "satisfaction"
    DELIVERY = "delivery"
    RELIABILITY = "reliability"
    PEOPLE = "people"
    COST = "cost"
