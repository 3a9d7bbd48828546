"""The frame of every page."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    """Finds what the other rooms register: places in the menu, search, what comes due."""

    name = "levier_web.ui"
    label = "ui"

    def ready(self) -> None:
        """Load the modules by which rooms register, of every room that has them."""
        autodiscover_modules("navigation", "search", "awaiting", "due", "chain")
