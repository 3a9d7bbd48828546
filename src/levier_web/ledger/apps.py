"""The value ledger."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Money, with its range and its grade."""

    name = "levier_web.ledger"
    label = "ledger"
