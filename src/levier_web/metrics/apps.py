"""The metrics."""

from __future__ import annotations

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """Below signals and decisions, because both name metrics."""

    name = "levier_web.metrics"
    label = "metrics"
