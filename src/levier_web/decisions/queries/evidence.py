"""The groups of signals that speak for a node of the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from levier_web.signals.models import Group
from levier_web.signals.queries import groups

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from levier_web.decisions.models import Opportunity


VOICES = F("voices").desc()
"""Counted by the room of the signals."""


def evidence_of(node: Opportunity) -> list[Group]:
    """Give the groups linked to a node; one that was merged is followed to where it went."""
    linked = node.groups.values_list("pk", "merged_into")
    keys = {kept or key for key, kept in linked}
    return list(groups().filter(pk__in=keys).order_by(VOICES)[:50])


def linkable(words: str = "") -> QuerySet[Group]:
    """Give the groups that can be linked, those with most voices first."""
    rows = groups()
    for word in words.split()[:8]:
        rows = rows.filter(title__icontains=word)
    return rows.order_by(VOICES, "-pk")
