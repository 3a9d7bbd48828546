"""What pages read of the learning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from levier_web.decisions.models import Decision
from levier_web.impact.models import Effect
from levier_web.impact.queries import latest_key
from levier_web.learning.models import Lesson, Review
from levier_web.ledger.models import Told

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Due:
    """A decision whose review is due."""

    decision: Decision
    on: date


def board(language: str) -> Told | None:
    """Give the forecast board of the last measurement."""
    return Told.objects.filter(measurement=latest_key(), name="board", language=language).first()


def lessons() -> QuerySet[Lesson]:
    """Give the lessons that stand, with their decisions."""
    return Lesson.objects.filter(withdrawn_at__isnull=True).prefetch_related("decisions")


def due(today: date, within: int = 0) -> list[Due]:
    """Give the reviews that are due by a day: the day set at the last review counts before all."""
    rows = (
        Decision.objects.filter(state__in=[Decision.State.DECIDED, Decision.State.STOPPED])
        .select_related("team")
        .annotate(last_held=Max("reviews__held_on"), next_on=Max("reviews__next_on"))
    )
    found = [Due(one, on) for one in rows if (on := _day(one)) is not None]
    return sorted(
        (item for item in found if (item.on - today).days <= within), key=lambda item: item.on
    )


def _day(one: Decision) -> date | None:
    """Give the day of the next review: the one set when the last was held, or the sheet's."""
    held: date | None = one.last_held  # type: ignore[attr-defined]
    following: date | None = one.next_on  # type: ignore[attr-defined]
    if following is not None and (held is None or following > held):
        return following
    return one.review_on if held is None else None


def held(decision: Decision) -> QuerySet[Review]:
    """Give the reviews of one decision."""
    return Review.objects.filter(decision=decision).select_related("lesson")


def effects_of(decision: Decision) -> QuerySet[Effect]:
    """Give what was measured, beside what was forecast."""
    return Effect.objects.filter(measurement=latest_key(), decision=decision).select_related(
        "metric"
    )
