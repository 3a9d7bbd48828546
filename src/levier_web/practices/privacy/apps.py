"""Privacy."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Floors, retention, people's own data, the files for the works council."""

    name = "levier_web.practices.privacy"
    label = "privacy"
