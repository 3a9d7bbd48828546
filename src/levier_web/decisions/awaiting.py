"""What awaits a person here: proposals to answer, reviews of their team, sessions to prepare."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from levier_web.decisions.models import CommitteeSession, Decision
from levier_web.decisions.queries.rights import Rights, all_rights, due_on, rights_of
from levier_web.organisation.roles import MAKERS
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

AHEAD = timedelta(days=14)
MOST = 20


def proposals(person: Person) -> list[Awaiting]:
    """Give the proposals that this person's function is to answer, or that came up to it."""
    if not person.has_perm("decisions.decide"):
        return []
    rows = Decision.objects.filter(state=Decision.State.PROPOSED).order_by("awaiting_since", "pk")
    table = all_rights()
    found: list[Awaiting] = []
    for row in rows.only("slug", "title", "kind", "planned_cost", "awaiting_since"):
        if len(found) == MOST:
            break
        rights = rights_of(row, table)
        due = due_on(row, rights)
        late = due is not None and due < timezone.localdate()
        if _is_for(person, rights):
            key = "decide"
        elif late and rights.names(person.function, rights.escalates_to):
            key = "escalated"
        else:
            continue
        sentence = say(f"decisions.awaiting.{key}", title=row.title)
        found.append(Awaiting(sentence, reverse("decisions:sheet", args=[row.slug]), due))
    return found


def reviews(person: Person) -> list[Awaiting]:
    """Give the reviews that this person's team owes within two weeks."""
    if person.team_id is None or not person.has_perm("decisions.write"):
        return []
    by = timezone.localdate() + AHEAD
    rows = Decision.objects.filter(
        state=Decision.State.DECIDED, team=person.team_id, review_on__lte=by
    )
    return [
        Awaiting(
            say("decisions.awaiting.review", title=row.title),
            reverse("decisions:sheet", args=[row.slug]),
            row.review_on,
        )
        for row in rows.order_by("review_on")[:MOST]
    ]


def sessions(person: Person) -> list[Awaiting]:
    """Give the coming sessions of the committee."""
    if not person.has_perm("decisions.committee"):
        return []
    by = timezone.localdate() + AHEAD
    rows = CommitteeSession.objects.filter(closed_at__isnull=True, day__lte=by)
    return [
        Awaiting(
            say("decisions.awaiting.session", title=row.title, count=row.items.count()),
            reverse("decisions:session", args=[row.pk]),
            row.day,
        )
        for row in rows.order_by("day")[:5]
    ]


def _is_for(person: Person, rights: Rights) -> bool:
    if rights.defined:
        return rights.names(person.function, rights.decides)
    return bool(person.role_names & MAKERS)


for one in (proposals, reviews, sessions):
    awaited(one)
