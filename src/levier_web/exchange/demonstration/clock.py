"""The days of the demonstration: what is written as if on another day.

Versions, steps and audit lines hold their own moment inside a chain of fingerprints and are never
changed afterwards: whoever wants a past must live through it in order. Nothing but the founding
of a demonstration, alone in its process, may do so.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

THURSDAY = 3


@contextmanager
def as_if(moment: datetime) -> Iterator[None]:
    """Let everything written inside be written at this moment."""
    real = timezone.now
    setattr(timezone, "now", lambda: moment)  # noqa: B010 - a function, which no type may replace
    try:
        yield
    finally:
        setattr(timezone, "now", real)  # noqa: B010


def at(today: date, days: int, place: int = 0) -> datetime:
    """Give a moment in working hours so many days ago; ``place`` spreads those of one day."""
    hour = time(8 + place % 10, place * 17 % 60)
    there = timezone.make_aware(datetime.combine(today - timedelta(days=days), hour))
    return there.astimezone(UTC)  # as the database gives it back: fingerprints are over its text


def thursday(today: date, days: int) -> date:
    """Give the last Thursday that is at least so many days ago (ahead when negative)."""
    day = today - timedelta(days=days)
    return day - timedelta(days=(day.weekday() - THURSDAY) % 7)
