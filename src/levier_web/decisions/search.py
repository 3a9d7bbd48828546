"""What the search finds in this room: decisions the person may see, and opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from levier_web.decisions.models import Opportunity
from levier_web.decisions.queries.visible import visible
from levier_web.ui.registry import Hit, searched
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def decisions(person: Person, words: str, most: int) -> list[Hit]:
    """Find decisions by title, context, reason, options."""
    rows = visible(person)
    for word in words.split()[:8]:
        found = Q(title__icontains=word) | Q(context__icontains=word) | Q(reason__icontains=word)
        rows = rows.filter(found | Q(options__icontains=word))
    return [
        Hit(
            "decisions.search.kind",
            row.title,
            reverse("decisions:sheet", args=[row.slug]),
            say(f"decisions.state.{row.state}"),
        )
        for row in rows.order_by("-changed_at")[:most]
    ]


def opportunities(_person: Person, words: str, most: int) -> list[Hit]:
    """Find nodes of the tree by title and note."""
    rows = Opportunity.objects.filter(archived_at__isnull=True)
    for word in words.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(note__icontains=word))
    return [
        Hit(
            "decisions.search.opportunity",
            row.title,
            reverse("decisions:node", args=[row.pk]),
            say(f"decisions.level.{row.level}"),
        )
        for row in rows[:most]
    ]


searched(30, decisions)
searched(31, opportunities)
