"""What pages read of the learning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, F, Max, Q, When

from levier_web.decisions.models import Decision
from levier_web.impact.models import Effect
from levier_web.impact.queries import latest_key
from levier_web.learning.models import Lesson, Review
from levier_web.ledger.models import Told

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def board(language: str) -> Told | None:
    """Give the forecast board of the last measurement."""
    return Told.objects.filter(measurement=latest_key(), name="board", language=language).first()


def lessons() -> QuerySet[Lesson]:
    """Give the lessons that stand, with their decisions."""
    return Lesson.objects.filter(withdrawn_at__isnull=True).prefetch_related("decisions")


def due(today: date, within: int = 0) -> QuerySet[Decision]:
    """Give the decisions whose review is due by a day, with that day as ``on``, earliest first.

    The day set at the last review counts before that of the sheet.
    """
    last, following = Max("reviews__held_on"), Max("reviews__next_on")
    later = Q(following__isnull=False) & (Q(last__isnull=True) | Q(following__gt=F("last")))
    return (
        Decision.objects.filter(state__in=[Decision.State.DECIDED, Decision.State.STOPPED])
        .annotate(last=last, following=following)
        .annotate(on=Case(When(later, then="following"), When(last__isnull=True, then="review_on")))
        .filter(on__lte=today + timedelta(days=within))
        .order_by("on", "-starts_on", "slug")
    )


def held(decision: Decision) -> QuerySet[Review]:
    """Give the reviews of one decision."""
    return Review.objects.filter(decision=decision).select_related("lesson")


def effects_of(decision: Decision) -> QuerySet[Effect]:
    """Give what was measured, beside what was forecast."""
    return Effect.objects.filter(measurement=latest_key(), decision=decision).select_related(
        "metric"
    )
