"""The decisions."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """What was chosen, by whom, with which forecast."""

    name = "levier_web.decisions"
    label = "decisions"
