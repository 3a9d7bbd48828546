"""The exchange with folders of plain files."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Above the chain: it fills every room."""

    name = "levier_web.exchange"
    label = "exchange"
