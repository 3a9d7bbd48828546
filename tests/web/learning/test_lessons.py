"""Lessons and reviews: linked, dated, taken off the list and put back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from levier_web.decisions.models import Decision
from levier_web.learning.awaiting import reviews
from levier_web.learning.models import Lesson, Review
from levier_web.learning.queries import due, lessons
from levier_web.learning.services.lessons import (
    apply_lesson,
    hold_review,
    withdraw_lesson,
    write_lesson,
)
from levier_web.organisation.models import AuditLine
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Company, Person

TODAY = date(2026, 11, 1)


@pytest.fixture
def decision(company: Company) -> Decision:
    return Decision.objects.create(
        slug="one-page",
        title="One page",
        state="decided",
        starts_on=date(2026, 1, 5),
        review_on=date(2026, 10, 1),
    )


def test_a_lesson_is_linked_to_what_taught_it_and_to_what_used_it(
    ana: Person, decision: Decision
) -> None:
    other = Decision.objects.create(slug="two", title="Two", state="decided")
    lesson = write_lesson(ana, "Test first", "One region, then all.", [decision])
    apply_lesson(ana, lesson, other)
    assert set(lesson.decisions.all()) == {decision, other}
    assert lesson.voice == ""
    assert AuditLine.objects.filter(action__startswith="lesson.").count() == 2


def test_a_lesson_names_the_decision_that_taught_it(ana: Person) -> None:
    with pytest.raises(Refusal):
        write_lesson(ana, "Test first", "One region, then all.", [])


def test_only_its_author_or_who_runs_the_chain_takes_a_lesson_off(
    ana: Person, bob: Person, paul: Person, decision: Decision
) -> None:
    lesson = write_lesson(ana, "Test first", "One region, then all.", [decision])
    with pytest.raises(NotAllowed):
        withdraw_lesson(bob, lesson)
    withdraw_lesson(paul, lesson)
    assert not lessons().exists()
    withdraw_lesson(ana, lesson, back=True)
    assert lessons().count() == 1


def test_a_review_comes_due_and_holding_it_moves_the_next(paul: Person, decision: Decision) -> None:
    assert [(one.slug, vars(one)["on"]) for one in due(TODAY)] == [("one-page", date(2026, 10, 1))]
    following = timezone.localdate() + timedelta(days=60)
    hold_review(
        paul, decision, outcome="later", seen="Too few orders yet.", next_on=following, lesson=""
    )
    assert not due(following - timedelta(days=1))
    assert [vars(one)["on"] for one in due(following)] == [following]


def test_a_review_held_for_good_is_due_no_more_and_its_lesson_is_kept(
    paul: Person, decision: Decision
) -> None:
    hold_review(paul, decision, outcome="go_on", seen="As forecast.", lesson="Ask five clients.")
    assert not due(date(2030, 1, 1))
    assert Review.objects.get().lesson == Lesson.objects.get()


@pytest.mark.parametrize("state", ["draft", "proposed"])
def test_what_is_not_decided_is_not_reviewed(paul: Person, decision: Decision, state: str) -> None:
    decision.state = state
    decision.save()
    with pytest.raises(Refusal):
        hold_review(paul, decision, outcome="go_on", seen="As forecast.")


def test_too_early_asks_for_a_day(paul: Person, decision: Decision) -> None:
    with pytest.raises(Refusal):
        hold_review(paul, decision, outcome="later", seen="Too few orders yet.")


def test_reviews_await_the_team_of_the_decision(
    paul: Person, eve: Person, ana: Person, decision: Decision
) -> None:
    assert [item.due for item in reviews(eve)] == [date(2026, 10, 1)]
    assert reviews(paul) == []  # another team's
    decision.team = paul.team
    decision.save()
    assert len(reviews(paul)) == 1
    assert reviews(ana) == []
