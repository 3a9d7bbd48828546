"""Django set up by hand, for commands that are not its own."""

from __future__ import annotations

import os

import django


def set_up() -> None:
    """Load the settings and the rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier_web.config.settings")
    django.setup()
