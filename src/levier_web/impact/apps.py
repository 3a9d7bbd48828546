"""The impact."""

from __future__ import annotations

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """Asks the engine, and stores its answers."""

    name = "levier_web.impact"
    label = "impact"
