"""The operations."""

from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """What whoever runs Levier needs."""

    name = "levier_web.operations"
    label = "operations"
