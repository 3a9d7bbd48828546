"""What people wrote stays with their group of that day, and no fingerprint says whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from tests.web.calls import program_of

from levier_web.decisions.models import Decision
from levier_web.decisions.services.versions import first_broken as first_broken_version
from levier_web.decisions.services.versions import freeze
from levier_web.metrics.models import Metric, MetricVersion
from levier_web.metrics.queries import history
from levier_web.organisation import audit, chains
from levier_web.organisation.floors.settling import settle
from levier_web.organisation.models import AuditLine, Membership, Person, Role, Team
from levier_web.signals import queries
from levier_web.signals.models import Signal
from levier_web.signals.services.fates import set_fate
from levier_web.signals.services.posting import Draft, post

if TYPE_CHECKING:
    from levier_web.organisation.models import Company

FLOOR = 5


def team_of(name: str, people: int) -> Team:
    made = Team.objects.create(name=name)
    for number in range(people):
        who = Person.objects.create(email=f"{name}{number}@example.org", name="P", team=made)
        Membership.objects.create(person=who, role=Role.PRODUCT)
    return made


@pytest.fixture
def ash(company: Company) -> Team:
    found = team_of("Ash", FLOOR + 1)
    settle(at_once=True)
    return found


@pytest.fixture
def oak(ash: Team) -> Team:
    found = team_of("Oak", FLOOR)
    settle(at_once=True)
    return found


def moved(who: Person, to: Team) -> None:
    who.team = to
    who.save()


def test_a_line_of_the_log_does_not_follow_who_moves(olga: Person, ash: Team, oak: Team) -> None:
    who = ash.people.first()
    assert who is not None
    signal = post(who, Draft("Seen", "token-of-it"))
    said = lines_about(olga, signal)
    moved(who, oak)
    assert lines_about(olga, signal) == said == ["Ash"]


def lines_about(olga: Person, signal: Signal) -> list[str]:
    told = program_of(olga).get("/organisation/audit?q=signal.posted")["items"]
    return [line["who"] for line in told if line["object_id"] == str(signal.pk)]


def test_no_fingerprint_of_the_log_says_whose_line_it_is(olga: Person, ash: Team) -> None:
    who = ash.people.first()
    assert who is not None
    post(who, Draft("Seen", "token-of-it"))
    line = program_of(olga).get("/organisation/audit?q=signal.posted")["items"][0]
    at = AuditLine.objects.get(pk=line["id"]).at.isoformat()  # shown but for its last digits
    names = ("action", "object_type", "object_id", "detail")
    tried = {
        chains.fingerprint([line["previous"], at, one.pk, *(line[n] for n in names), *more])
        for one in Person.objects.all()
        for more in ([], [one.team_id], [one.team_id, ""])
    }
    assert line["digest"] not in tried
    assert audit.first_broken() is None


def test_no_fingerprint_of_a_version_says_whose_decision_it_is(
    olga: Person, ash: Team, oak: Team
) -> None:
    made = Decision.objects.create(slug="x", title="X", state="decided", team=oak)
    kept = freeze(made, olga)
    shown = program_of(olga).get("/decisions/x")["versions"][0]
    assert "salt" not in shown
    for team in (ash, oak):
        content: dict[str, Any] = {**shown["content"], "team": team.name}
        plain = [kept.previous, kept.at.isoformat(), olga.pk, made.pk, 1, "", content]
        assert shown["digest"] != chains.fingerprint(plain)
    assert first_broken_version() is None


def test_rows_of_before_the_salt_stay_whole_and_a_changed_salt_is_seen(
    olga: Person, ash: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Decision.objects.create(slug="x", title="X", state="decided", team=ash)
    monkeypatch.setattr("secrets.token_hex", lambda _size: "")
    before = freeze(made, olga), audit.record(olga, "thing.done")
    monkeypatch.undo()
    freeze(made, olga)
    audit.record(olga, "thing.done")
    assert (first_broken_version(), audit.first_broken()) == (None, None)
    for one, first_broken in zip(before, (first_broken_version, audit.first_broken), strict=True):
        rows: Any = type(one)._base_manager
        rows.filter(pk=one.pk).update(salt="ab")
        assert first_broken() == one


def test_what_became_of_a_signal_is_said_by_the_group_of_that_day(ash: Team, oak: Team) -> None:
    who = ash.people.first()
    assert who is not None
    signal = post(who, Draft("Seen", "token-of-it"))
    set_fate(who, signal, "looked_at", "We look")
    moved(who, oak)
    told = program_of(who).get(f"/signals/{signal.pk}")
    assert [one["voice"] for one in told["history"]] == ["Ash"]


def test_a_definition_is_said_by_the_group_of_that_day(ash: Team, oak: Team) -> None:
    who = ash.people.first()
    assert who is not None
    metric = Metric.objects.create(slug="orders", title="Orders")
    MetricVersion.objects.create(metric=metric, number=1, definition={}, author=who, team=ash)
    moved(who, oak)
    assert [one.by for one in history(metric)] == ["Ash"]


def test_teams_that_wait_for_a_group_are_not_counted_apart(ash: Team, oak: Team) -> None:
    first = post(ash.people.all()[0], Draft("Seen", "token-of-it"))
    post(oak.people.all()[0], Draft("Seen too", "token-of-that", group=first.group))
    assert [one.teams for one in queries.groups()] == [2]  # type: ignore[attr-defined]
    few = team_of("Fir", 2)
    post(few.people.all()[0], Draft("And here", "token-of-those", group=first.group))
    assert [one.teams for one in queries.groups()] == [0]  # type: ignore[attr-defined]
    settle(timezone.now(), at_once=True)
    assert [one.teams for one in queries.groups()] == [2]  # type: ignore[attr-defined]
