"""Cells that a spreadsheet would run, made text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

RUN = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: object) -> object:
    """Give a cell: numbers and days as they are, text that begins a formula behind a quote."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(RUN) else text
