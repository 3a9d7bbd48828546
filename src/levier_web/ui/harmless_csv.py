"""Cells that a spreadsheet would run, made text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
UNSEEN = "\ufeff\u200b\u200e\u200f\u2060"
"""Letters without width, which some programs skip as they skip spaces."""


def harmless(value: object) -> object:
    """Give a cell: numbers and days as they are, text that begins a formula behind a quote."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    bare = text.strip().lstrip(UNSEEN).lstrip()
    return f"'{text}" if text.startswith(RUN) or bare.startswith(RUN) else text
