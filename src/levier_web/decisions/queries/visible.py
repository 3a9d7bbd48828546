"""Which decisions a person may see: a draft belongs to its team until it is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from levier_web.decisions.models import Decision
from levier_web.organisation.roles import MAKERS

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def visible(person: Person) -> QuerySet[Decision]:
    """Give the decisions that this person may see."""
    if person.role_names & MAKERS:
        return Decision.objects.all()
    own = Q(created_by=person)
    if person.team_id is not None:
        own |= Q(team=person.team_id)
    return Decision.objects.filter(~Q(state=Decision.State.DRAFT) | own)
