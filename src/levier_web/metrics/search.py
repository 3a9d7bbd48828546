"""Metrics and sources, found by the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from levier_web.metrics.models import Metric
from levier_web.ui.registry import Hit, searched

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def find(person: Person, words: str, most: int) -> list[Hit]:
    """Find metrics by title, id or unit."""
    if not person.has_perm("metrics.read"):
        return []
    rows = Metric.objects.filter(archived=False)
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(slug__icontains=word) | Q(unit__icontains=word)
        )
    return [
        Hit("metrics.one", found.title, reverse("metrics:metric", args=[found.slug]), found.slug)
        for found in rows[:most]
    ]


searched(40, find)
