"""What awaits people here: sources that are late, imports that nobody has looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from levier_web.metrics.models import Import, Source
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

MOST = 10


def awaits(person: Person) -> list[Awaiting]:
    """Give late sources to those who can mend them, and previews to those who can apply them."""
    found = [_late(source) for source in _sources(person) if source.overdue_since is not None]
    if person.has_perm("metrics.sources"):
        count = Import.objects.filter(state=Import.State.PREVIEW, source__isnull=False).count()
        if count:
            sentence = say_many("metrics.awaiting.previews", count)
            found.append(Awaiting(sentence, reverse("metrics:imports") + "?state=preview"))
    return found


def _sources(person: Person) -> list[Source]:
    concerned = Source.objects.filter(archived=False).filter(
        Q(late_since__isnull=False) | Q(due_at__lt=timezone.now())
    )
    if not person.has_perm("metrics.sources"):
        if person.team_id is None or not person.has_perm("metrics.read"):
            return []
        concerned = concerned.filter(
            Q(team=person.team_id) | Q(feeds__team=person.team_id)
        ).distinct()
    return list(concerned[:MOST])


def _late(source: Source) -> Awaiting:
    since = source.overdue_since
    day = timezone.localtime(since).date() if since else None
    sentence = say("metrics.awaiting.late", source=source.name)
    return Awaiting(sentence, reverse("metrics:source", args=[source.pk]), day)


awaited(awaits)
