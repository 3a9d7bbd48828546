from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.web.decisions.conftest import values

from levier_web.decisions import awaiting
from levier_web.decisions.events import evidence_changed
from levier_web.decisions.models import Decision, DecisionVersion
from levier_web.decisions.queries.rights import rights_of
from levier_web.decisions.queries.visible import visible
from levier_web.decisions.services import deciding, forecasts, history, sheets, versions
from levier_web.decisions.services.permitted import may_decide, overdue
from levier_web.organisation.models import AuditLine, DecisionRight, Part
from levier_web.organisation.models.unchanging import ChangedForbidden
from levier_web.organisation.queries_rights import matrix
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Person

State = Decision.State


@pytest.fixture
def proposed(stated: Decision, paul: Person) -> Decision:
    deciding.propose(paul, stated)
    return stated


@pytest.fixture
def decided(proposed: Decision, paul: Person) -> Decision:
    deciding.decide(paul, proposed, "the cheapest of the three")
    return proposed


def test_a_draft_is_its_teams_until_it_is_proposed(
    stated: Decision, paul: Person, ana: Person, bob: Person, eve: Person, fatou: Person
) -> None:
    for who, sees in ((ana, True), (eve, True), (bob, False), (fatou, False)):
        assert visible(who).filter(pk=stated.pk).exists() is sees
    deciding.propose(paul, stated)
    assert visible(bob).filter(pk=stated.pk).exists()
    assert visible(fatou).filter(pk=stated.pk).exists()


@pytest.mark.parametrize("lacking", ["stage", "kind", "owner", "context"])
def test_a_proposal_names_what_it_acts_on(stated: Decision, paul: Person, lacking: str) -> None:
    setattr(stated, lacking, "")
    stated.save()
    with pytest.raises(Refusal) as refusal:
        deciding.propose(paul, stated)
    assert refusal.value.key == f"decisions.missing.{lacking}"


def test_a_proposal_has_a_forecast(draft: Decision, paul: Person) -> None:
    with pytest.raises(Refusal, match=r"."):
        deciding.propose(paul, draft)
    assert deciding.missing_to_propose(draft) == ["decisions.missing.forecast"]


def test_others_may_not_write_on_a_sheet(stated: Decision, bob: Person, fatou: Person) -> None:
    for who in (bob, fatou):
        with pytest.raises(NotAllowed):
            sheets.save(who, stated, sheets.Sheet(values(title="Mine")))
    with pytest.raises(NotAllowed):
        sheets.create(fatou, sheets.Sheet(values()))


def test_the_rights_of_the_amount_apply(stated: Decision, rights: list[DecisionRight]) -> None:
    assert rights_of(stated).decides == ("Product Manager",)
    assert rights_of(stated).consulted == ("developer",)
    stated.planned_cost = None
    assert rights_of(stated).decides == ("developer",)
    stated.kind = "unknown"
    assert not rights_of(stated).defined


def test_those_named_decide_and_leaders_with_a_reason(
    proposed: Decision, rights: list[DecisionRight], ana: Person, eve: Person, paul: Person
) -> None:
    assert not may_decide(ana, proposed)
    with pytest.raises(NotAllowed):
        deciding.decide(ana, proposed, "I like it")
    with pytest.raises(Refusal) as refusal:
        deciding.decide(eve, proposed)
    assert refusal.value.key == "decisions.refused.escalation_reason"
    deciding.decide(eve, proposed, "it cannot wait")
    assert proposed.steps.last().escalated  # type: ignore[union-attr]


def test_where_nobody_is_named_makers_decide(proposed: Decision, ana: Person, paul: Person) -> None:
    assert not may_decide(ana, proposed)
    deciding.decide(paul, proposed)
    assert proposed.state == State.DECIDED
    assert proposed.settled_at is not None
    assert proposed.awaiting_since is None


def test_when_an_answer_is_late_the_escalation_may_settle(
    proposed: Decision, rights: list[DecisionRight], ana: Person
) -> None:
    ana.function = "Controller"
    assert not may_decide(ana, proposed)
    proposed.awaiting_since = timezone.now() - timedelta(days=7)
    assert overdue(proposed, rights_of(proposed)) == 2
    assert may_decide(ana, proposed)


def test_an_answer_is_awaited_behind_hundreds_that_others_owe(
    proposed: Decision, rights: list[DecisionRight], paul: Person
) -> None:
    since = timezone.now() - timedelta(days=1)
    older = [
        Decision(slug=f"older-{n}", title="Older", kind="product", state=State.PROPOSED)
        for n in range(501)
    ]
    for one in older:
        one.planned_cost, one.awaiting_since = Decimal(200_000), since
    Decision.objects.bulk_create(older)
    paul.function = "Product manager"
    assert [one.address for one in awaiting.proposals(paul)] == [
        reverse("decisions:sheet", args=[proposed.slug])
    ]


def test_what_is_decided_is_frozen_and_told_to_measurement(
    proposed: Decision,
    paul: Person,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    heard: list[Decision] = []

    def listen(decision: Decision, **_more: object) -> None:
        heard.append(decision)

    evidence_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            deciding.decide(paul, proposed, "cheapest")
    finally:
        evidence_changed.disconnect(listen)
    assert heard == [proposed]
    version = proposed.versions.get()
    assert version.number == 1
    assert version.content["expectations"][0]["high"] == 0.05
    assert [way["title"] for way in version.content["ways"]] == ["One page", "Nothing"]
    with pytest.raises(Refusal) as refusal:
        sheets.save(paul, proposed, sheets.Sheet(values(title="Other")))
    assert refusal.value.key == "decisions.refused.frozen"
    with pytest.raises(ChangedForbidden):
        version.save()


def test_later_forecasts_are_new_rows_and_earlier_ones_stay(
    decided: Decision, paul: Person, orders: Metric
) -> None:
    first = decided.expectations.get()
    with pytest.raises(Refusal):
        forecasts.restate(paul, first, forecasts.Stated(orders, 0, 0.1, 0.2))
    with pytest.raises(Refusal):
        forecasts.remove(paul, first)
    forecasts.state(paul, decided, forecasts.Stated(orders, 0, 0.1, 0.2))
    assert [row.high for row in decided.expectations.all()] == [0.05, 0.2]
    assert decided.versions.count() == 2


def test_a_version_needs_a_note_and_tells_its_changes(decided: Decision, paul: Person) -> None:
    with pytest.raises(Refusal) as refusal:
        deciding.amend(paul, decided, {"owner": "designer"}, " ")
    assert refusal.value.key == "decisions.refused.no_note"
    with pytest.raises(Refusal) as refusal:
        deciding.amend(paul, decided, {"owner": "product manager"}, "nothing new")
    assert refusal.value.key == "decisions.refused.nothing_changed"
    deciding.amend(paul, decided, {"owner": "designer"}, "the manager left")
    latest = history.told(list(decided.versions.all()))[0]
    assert latest.version.note == "the manager left"
    assert [(c.before, c.after) for c in latest.changes] == [("product manager", "designer")]


def test_the_chain_of_versions_shows_any_change(
    decided: Decision, paul: Person, orders: Metric
) -> None:
    other = sheets.create(paul, sheets.Sheet(values(title="Other")))
    forecasts.state(paul, other, forecasts.Stated(orders, 0, 0.1, 0.2))
    deciding.propose(paul, other)
    deciding.decide(paul, other)
    deciding.amend(paul, decided, {"owner": "designer"}, "a note")
    assert versions.first_broken() is None
    assert DecisionVersion.objects.count() == 3
    with connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_decisionversion SET note = 'x' WHERE number = 1")
    broken = versions.first_broken()
    assert broken is not None
    assert broken == decided.versions.first()


def test_stopping_needs_a_reason_and_a_day_after_the_start(decided: Decision, paul: Person) -> None:
    today = timezone.localdate()
    decided.starts_on = today
    decided.save()
    with pytest.raises(Refusal):
        deciding.stop(paul, decided, " ", today)
    with pytest.raises(Refusal) as refusal:
        deciding.stop(paul, decided, "no use", today - timedelta(days=1))
    assert refusal.value.key == "decisions.refused.ends_before_start"
    deciding.stop(paul, decided, "no use", today)
    kept = Decision.objects.get(pk=decided.pk)
    assert (kept.state, kept.ends_on) == ("stopped", today)
    assert kept.versions.count() == 2


def test_a_refusal_is_argued_and_can_be_reopened(proposed: Decision, paul: Person) -> None:
    with pytest.raises(Refusal):
        deciding.refuse(paul, proposed, "")
    deciding.refuse(paul, proposed, "no capacity")
    assert proposed.settled_at is not None
    deciding.reopen(paul, proposed, "two developers came")
    again = Decision.objects.get(pk=proposed.pk)
    assert (again.state, again.settled_at) == ("sent_back", None)
    first = proposed.proposed_at
    deciding.propose(paul, proposed)
    assert proposed.proposed_at == first


def test_what_has_started_is_stopped_not_reopened(decided: Decision, paul: Person) -> None:
    decided.starts_on = timezone.localdate()
    decided.save()
    with pytest.raises(Refusal) as refusal:
        deciding.reopen(paul, decided, "changed our mind")
    assert refusal.value.key == "decisions.refused.started"


def test_sent_back_says_why_and_comes_again(proposed: Decision, paul: Person) -> None:
    with pytest.raises(Refusal):
        deciding.send_back(paul, proposed, "")
    deciding.send_back(paul, proposed, "which cost?")
    assert proposed.open_to_change
    deciding.propose(paul, proposed)
    deciding.withdraw(paul, proposed)
    assert proposed.state == State.SENT_BACK


def test_two_people_do_not_settle_it_twice(proposed: Decision, paul: Person) -> None:
    stale = Decision.objects.get(pk=proposed.pk)
    deciding.decide(paul, proposed)
    with pytest.raises(Refusal) as refusal:
        deciding.refuse(paul, stale, "no")
    assert refusal.value.key == "decisions.refused.other_state"


def test_a_draft_can_be_thrown_away_and_nothing_else(
    draft: Decision, decided: Decision, paul: Person
) -> None:
    with pytest.raises(Refusal):
        sheets.discard(paul, decided)
    other = sheets.create(paul, sheets.Sheet(values(title="Short-lived")))
    sheets.discard(paul, other)
    assert not Decision.objects.filter(slug="short-lived").exists()


def test_slugs_never_clash(paul: Person) -> None:
    made = [sheets.create(paul, sheets.Sheet(values(title=t))).slug for t in ("New", "new!", "中")]
    assert made == ["new-2", "new-3", "x"]


@pytest.mark.parametrize(
    ("ends", "more", "key"),
    [
        ((0.2, 0.1, 0.3), {}, "order"),
        ((-1.2, 0.1, 0.3), {}, "below_all"),
        ((0, 0.1, 0.3), {"shape": "ramp"}, "ramp_days"),
        ((0, 0.1, 0.3), {"shape": "pulse", "half_life_days": 0}, "half_life"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused(
    draft: Decision,
    paul: Person,
    orders: Metric,
    ends: tuple[float, float, float],
    more: dict[str, object],
    key: str,
) -> None:
    with pytest.raises(Refusal) as refusal:
        forecasts.state(paul, draft, forecasts.Stated(orders, *ends, **more))  # type: ignore[arg-type]
    assert refusal.value.key == f"decisions.refused.{key}"


def test_every_write_leaves_a_line(decided: Decision) -> None:
    actions = list(AuditLine.objects.values_list("action", flat=True))
    assert actions == [
        "decision.drafted",
        "decision.forecast_stated",
        "decision.proposed",
        "decision.decided",
    ]


def test_a_kind_that_was_proposed_and_that_nobody_decides_is_said(
    stated: Decision, paul: Person
) -> None:
    assert matrix().orphans == ()
    deciding.propose(paul, stated)
    assert matrix().orphans == ("product",)
    DecisionRight.objects.create(kind="Product", function="developer", part=Part.DECIDES)
    assert matrix().orphans == ()
