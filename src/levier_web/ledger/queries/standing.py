"""Entries that stand: neither reversals nor reversed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.ledger.models import Entry

if TYPE_CHECKING:
    from django.db.models import QuerySet


def standing() -> QuerySet[Entry]:
    """Give the entries in force."""
    rows: QuerySet[Entry] = Entry.objects.filter(sort=Entry.Sort.EFFECT, reversed_by__isnull=True)
    return rows.select_related("effect").order_by("pk")
