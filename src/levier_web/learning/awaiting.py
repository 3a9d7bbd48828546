"""Reviews that come due, for those who hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from levier_web.learning.queries import due
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

DAYS_AHEAD = 14
MOST = 20


@awaited
def reviews(person: Person) -> list[Awaiting]:
    """Give the reviews of the person's team, or all of them to those without a team."""
    if not person.has_perm("learning.review"):
        return []
    rows = due(timezone.localdate(), DAYS_AHEAD)
    if person.team_id is not None:
        rows = rows.filter(team=person.team_id)
    return [
        Awaiting(
            say("learning.awaiting", title=one.title),
            reverse("learning:review", args=[one.slug]),
            one.on,  # type: ignore[attr-defined]
        )
        for one in rows[:MOST]
    ]
