"""The learning."""

from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Where the chain closes."""

    name = "levier_web.learning"
    label = "learning"
