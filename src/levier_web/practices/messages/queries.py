"""What the messages tell, and what their pages read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Count, Q
from django.utils import timezone

from levier_web.decisions.models import CommitteeSession, Decision
from levier_web.decisions.queries.visible import visible
from levier_web.impact.models import Effect, Measurement
from levier_web.learning.queries import due as reviews_due
from levier_web.practices.messages.models import CaptureLink, Channel, Choice, MailFile, Notice
from levier_web.ui.registry import Awaiting, awaiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from levier_web.organisation.models import Person

T = TypeVar("T")
MOST = 10
SETTLED = (Decision.State.DECIDED, Decision.State.REFUSED, Decision.State.STOPPED)
REMINDED = timedelta(days=1)
AHEAD = timedelta(days=400)
BEHIND = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class First(Generic[T]):
    """The first of a section of a letter, and how many more there are."""

    rows: Sequence[T] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True, slots=True)
class News:
    """What one person is told."""

    awaiting: First[Awaiting]
    decided: First[Decision] = First()
    measured: First[Effect] = First()

    def __bool__(self) -> bool:
        return bool(self.awaiting or self.decided or self.measured)


def news(person: Person, since: datetime, until: datetime) -> News:
    """Give what awaits a person, what was decided and what was measured within a stretch of time.

    Only decisions that this person may see, and effects of the last measurement.
    """
    if not person.has_perm("decisions.read"):
        return News(_first(awaiting(person)))
    seen = visible(person)
    decided = seen.filter(state__in=SETTLED, settled_at__gt=since, settled_at__lte=until)
    return News(
        _first(awaiting(person)),
        _first_of(decided.order_by("-settled_at", "pk")),
        _measured(person, since, until),
    )


def _measured(person: Person, since: datetime, until: datetime) -> First[Effect]:
    last = Measurement.objects.filter(state=Measurement.State.DONE).order_by("-pk").first()
    finished = last.finished_at if last else None
    if finished is None or not since < finished <= until or not person.has_perm("impact.read"):
        return First()
    rows = Effect.objects.filter(measurement=last, decision__in=visible(person))
    rows = rows.exclude(verdict="not_measured").select_related("decision", "metric")
    return _first_of(rows.order_by("grade", "pk"))


def reminders(person: Person, today: date) -> First[Awaiting]:
    """Give what awaits a person and is due by tomorrow."""
    items = awaiting(person)
    return _first([one for one in items if one.due is not None and one.due <= today + REMINDED])


def _first(items: list[T]) -> First[T]:
    return First(items[:MOST], max(len(items) - MOST, 0))


def _first_of(rows: QuerySet[Any]) -> First[Any]:
    return First(list(rows[:MOST]), max(rows.count() - MOST, 0))


def choice_of(person: Person) -> Choice:
    """Give what a person chose; who never did is sent nothing."""
    return Choice.objects.filter(person=person).first() or Choice(person=person)


def committees(today: date) -> list[CommitteeSession]:
    """Give the sessions of the committee around today."""
    rows = CommitteeSession.objects.filter(day__gte=today - BEHIND, day__lte=today + AHEAD)
    return list(rows.order_by("day", "pk")[:500])


def reviews(person: Person, today: date) -> list[tuple[Decision, date]]:
    """Give the reviews to come, or late, of decisions that this person may see."""
    if not person.has_perm("learning.read"):
        return []
    rows = reviews_due(today, AHEAD.days).filter(pk__in=visible(person).values("pk"))
    return [(row, row.on) for row in rows[:500]]  # type: ignore[attr-defined]


def channels() -> QuerySet[Channel]:
    """Give the rooms with how many notices wait or failed."""
    waiting = Count("notices", filter=Q(notices__state=Notice.State.WAITING))
    failed = Count("notices", filter=Q(notices__state=Notice.State.FAILED))
    rows = Channel.objects.filter(removed_at=None).select_related("team")
    return rows.annotate(waiting=waiting, failed=failed)


def notices(channel: Channel) -> QuerySet[Notice]:
    """Give what was sent to one room."""
    return channel.notices.order_by("-pk")


def links() -> QuerySet[CaptureLink]:
    """Give the links that are open."""
    return CaptureLink.objects.filter(revoked_at=None).select_related("team")


def mails(person: Person) -> QuerySet[MailFile]:
    """Give the mails that wait for a person: their own, and for some those of folders."""
    mine = Q(brought_by=person)
    if person.has_perm("signals.handle"):
        mine |= Q(brought_by=None)
    return MailFile.objects.filter(mine, state=MailFile.State.WAITING).select_related("sender")


def last_failed_letter(person: Person) -> bool:
    """Whether a message to this person was given up within a week."""
    recent = timezone.now() - timedelta(days=7)
    return person.letters.filter(state="failed", until__gt=recent).exists()
