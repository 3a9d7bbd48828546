"""Lessons and reviews written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.decisions.models import Decision
from levier_web.learning.models import Lesson, Review
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.organisation.queries import voice
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from levier_web.organisation.models import Person


def write_lesson(person: Person, title: str, text: str, decisions: Iterable[Decision]) -> Lesson:
    """Keep a lesson, linked to the decisions that taught it."""
    demand(person, "learning.write")
    taught = list(decisions)
    if not taught:
        raise Refusal("learning.lesson.no_decision")
    with transaction.atomic():
        lesson = Lesson.objects.create(title=title, text=text, author=person, voice=voice(person))
        lesson.decisions.set(taught)
        audit.record(person, "lesson.written", lesson)
    return lesson


def apply_lesson(person: Person, lesson: Lesson, decision: Decision) -> None:
    """Note that a later decision used a lesson."""
    demand(person, "learning.write")
    with transaction.atomic():
        lesson.decisions.add(decision)
        audit.record(person, "lesson.applied", lesson, decision=decision.pk)


def may_withdraw(person: Person, lesson: Lesson) -> bool:
    """Whether this person wrote the lesson, or runs the chain."""
    wrote = lesson.author_id == person.pk and person.has_perm("learning.write")
    return wrote or person.has_perm("learning.review")


def withdraw_lesson(person: Person, lesson: Lesson, *, back: bool = False) -> None:
    """Take a lesson off the list, or put it back: its author, or who runs the chain."""
    demand(person, "learning.write")
    if lesson.author_id != person.pk:
        demand(person, "learning.review")
    with transaction.atomic():
        lesson.withdrawn_at = None if back else timezone.now()
        lesson.save(update_fields=["withdrawn_at"])
        audit.record(person, "lesson.put_back" if back else "lesson.withdrawn", lesson)


def hold_review(
    person: Person,
    decision: Decision,
    *,
    outcome: str,
    seen: str,
    next_on: date | None = None,
    lesson: str = "",
) -> Review:
    """Keep what a review saw, move the next one, and write its lesson if it has one."""
    demand(person, "learning.review")
    if decision.open_to_change:
        raise Refusal("learning.review.not_decided")
    if outcome == Review.Outcome.LATER and next_on is None:
        raise Refusal("learning.review.no_day")
    with transaction.atomic():
        written = None
        if lesson.strip():
            written = write_lesson(person, decision.title, lesson.strip(), [decision])
        review = Review.objects.create(
            decision=decision,
            due_on=decision.review_on,
            held_on=timezone.localdate(),
            outcome=outcome,
            seen=seen,
            next_on=next_on,
            lesson=written,
            author=person,
            voice=voice(person),
        )
        audit.record(person, "review.held", review, outcome=outcome)
    return review
