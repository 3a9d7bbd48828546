"""What awaits people here: requests for erasure to answer, and the answer to one's own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from levier_web.practices.privacy import queries
from levier_web.practices.privacy.services import erasing
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.templatetags.words import day
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

TOLD_FOR = timedelta(days=31)
"""How long a refusal stands among what awaits whoever was refused."""


@awaited
def to_answer(person: Person) -> list[Awaiting]:
    """Tell owners who asks for the erasure of their name, with the last day to answer."""
    if not person.has_perm("privacy.manage"):
        return []
    return [
        Awaiting(
            say("privacy.await.request", name=one.person.name),
            reverse("privacy:person", args=[one.person_id]),
            one.due_on,
        )
        for one in queries.open_requests()
    ]


@awaited
def answered(person: Person) -> list[Awaiting]:
    """Tell whoever asked what became of their request: the day, or that it was refused."""
    asked, mine = queries.last_request(person), reverse("privacy:mine")
    if asked is None:
        return []
    planned = erasing.waiting(person)
    if planned is not None:
        told = say("privacy.await.planned", day=day(planned.due_at))
        return [Awaiting(told, mine, timezone.localtime(planned.due_at).date())]
    if asked.refused_at is not None and timezone.now() - asked.refused_at < TOLD_FOR:
        return [Awaiting(say("privacy.await.refused"), mine)]
    return []
