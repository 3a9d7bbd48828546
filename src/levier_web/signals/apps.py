"""The signals."""

from __future__ import annotations

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """Where the chain begins."""

    name = "levier_web.signals"
    label = "signals"
