from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from tests.web.decisions.conftest import values

from levier_web.decisions.models import AgendaItem, CommitteeSession, Decision
from levier_web.decisions.queries import committee as queries
from levier_web.decisions.services import committee, deciding, forecasts, sheets
from levier_web.decisions.services.committee import Answer, Rate
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import DecisionRight, Person


@pytest.fixture
def session(paul: Person) -> CommitteeSession:
    return committee.convene(paul, "March", timezone.localdate())


def proposal(paul: Person, orders: Metric, title: str) -> Decision:
    made = sheets.create(paul, sheets.Sheet(values(title=title)))
    forecasts.state(paul, made, forecasts.Stated(orders, 0, 0.1, 0.2))
    deciding.propose(paul, made)
    return made


def put(paul: Person, session: CommitteeSession, *decisions: Decision) -> list[AgendaItem]:
    committee.put(paul, session, [one.pk for one in decisions])
    return list(session.items.all())


def test_an_agenda_holds_each_decision_once_and_no_draft(
    session: CommitteeSession, paul: Person, orders: Metric, draft: Decision
) -> None:
    one = proposal(paul, orders, "One")
    assert queries.candidates(session) == [one]
    put(paul, session, one, draft)
    assert len(put(paul, session, one)) == 1
    assert queries.candidates(session) == []


def test_outcomes_change_the_decisions_and_are_final(
    session: CommitteeSession, paul: Person, orders: Metric
) -> None:
    decisions = [proposal(paul, orders, title) for title in ("One", "Two", "Three", "Four")]
    items = put(paul, session, *decisions)
    for item, outcome in zip(items, ("decided", "refused", "sent_back", "postponed"), strict=True):
        committee.answer(paul, item, Answer(outcome, "seen", "product manager"))
    states = [Decision.objects.get(pk=one.pk).state for one in decisions]
    assert states == ["decided", "refused", "sent_back", "proposed"]
    with pytest.raises(Refusal) as refusal:
        committee.answer(paul, items[0], Answer("refused", "no"))
    assert refusal.value.key == "decisions.refused.answered"
    assert committee.settled_rate(items) == Rate(2, 4)
    committee.close(paul, session)
    with pytest.raises(Refusal):
        committee.put(paul, session, [decisions[3].pk])
    later = committee.convene(paul, "April", timezone.localdate() + timedelta(days=30))
    assert [item.decision for item in later.items.all()] == [decisions[3]]


def test_a_review_continues_or_stops(
    session: CommitteeSession, paul: Person, orders: Metric
) -> None:
    running, failing = (proposal(paul, orders, title) for title in ("Runs", "Fails"))
    for one in (running, failing):
        deciding.decide(paul, one)
        one.review_on = timezone.localdate()
        one.save()
    assert set(queries.candidates(session)) == {running, failing}
    first, second = put(paul, session, running, failing)
    assert first.purpose == "review"
    for other in ("decided", "no such word"):
        with pytest.raises(Refusal) as refusal:
            committee.answer(paul, first, Answer(other, "again"))
        assert refusal.value.key == "decisions.refused.other_outcome"
    committee.answer(paul, first, Answer("continued", "on its way"))
    committee.answer(paul, second, Answer("stopped", "no effect"))
    failing.refresh_from_db()
    assert (failing.state, failing.ends_on) == ("stopped", timezone.localdate())


def test_a_secretary_does_not_decide_for_those_named(
    session: CommitteeSession,
    paul: Person,
    eve: Person,
    ana: Person,
    orders: Metric,
    rights: list[DecisionRight],
) -> None:
    large = sheets.create(paul, sheets.Sheet(values(title="Large", planned_cost=200_000)))
    forecasts.state(paul, large, forecasts.Stated(orders, 0, 0.1, 0.2))
    deciding.propose(paul, large)
    item = put(paul, session, large)[0]
    with pytest.raises(NotAllowed):
        committee.answer(paul, item, Answer("decided", "the committee said so"))
    item.refresh_from_db()
    assert item.outcome == ""
    with pytest.raises(NotAllowed):
        committee.answer(ana, item, Answer("postponed", "later"))
    committee.answer(eve, item, Answer("decided", "the committee said so"))


def test_lines_move_and_leave(session: CommitteeSession, paul: Person, orders: Metric) -> None:
    items = put(paul, session, *(proposal(paul, orders, title) for title in "ABC"))
    committee.move(paul, items[2], -1)
    assert [item.decision.title for item in session.items.all()] == ["A", "C", "B"]
    committee.take_off(paul, items[0])
    assert session.items.count() == 2


def test_rates_over_all_sessions_have_their_range(
    session: CommitteeSession, paul: Person, orders: Metric
) -> None:
    assert committee.overall() == (Rate(0, 0), Rate(0, 0))
    assert Rate(0, 0).interval is None
    first, second = (proposal(paul, orders, title) for title in "AB")
    items = put(paul, session, first, second)
    committee.answer(paul, items[0], Answer("refused", "no"))
    committee.close(paul, session)
    first.refresh_from_db()
    deciding.reopen(paul, first, "new figures")
    settled, reopened = committee.overall()
    assert (settled, reopened) == (Rate(1, 2), Rate(1, 1))
    low, high = settled.interval or (1, 0)
    assert low < 0.5 < high
