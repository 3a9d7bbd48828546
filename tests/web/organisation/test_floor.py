"""Teams under the floor are told with others, in one partition that only ever becomes coarser."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from levier_web.organisation.floors import groups
from levier_web.organisation.floors.partition import Unit, blocks, coarsened, weight
from levier_web.organisation.floors.settling import QUIET, found_anew, settle
from levier_web.organisation.models import (
    AuditLine,
    Company,
    FloorsFounding,
    Person,
    Team,
    TeamGroup,
)
from levier_web.organisation.queries import groups_shown, voice
from levier_web.organisation.services import people as services
from levier_web.organisation.services import structure
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoCaptureOnCommitCallbacks

TEAMS = st.lists(
    st.tuples(st.integers(0, 12), st.booleans(), st.sampled_from([None, 1, 2])),
    min_size=1,
    max_size=7,
)


def units(told: list[tuple[int, bool, int | None]]) -> list[Unit]:
    return [
        Unit(place, place, people, peopled or people > 0, tribe)
        for place, (people, peopled, tribe) in enumerate(told, start=1)
    ]


@given(told=TEAMS, floor=st.integers(3, 8))
def test_every_group_reaches_the_floor_or_is_the_only_one(
    told: list[tuple[int, bool, int | None]], floor: int
) -> None:
    held = blocks(units(told))
    found = coarsened(held, floor)
    assert sorted(u.team for block in found.values() for u in block) == sorted(held)
    assert all(number == min(u.team for u in block) for number, block in found.items())
    assert len(found) == 1 or all(weight(block, floor) >= floor for block in found.values())
    assert coarsened(found, floor) == found
    if all(weight(block, floor) >= floor for block in held.values()):
        assert found == held


def test_a_small_team_joins_its_tribe_and_a_known_size_before_an_unknown_one() -> None:
    told = [Unit(1, 1, 3, True, 7), Unit(2, 2, 6, True, 8), Unit(3, 3, 9, True, 7)]
    assert set(coarsened(blocks(told), 5)) == {1, 2}
    told = [Unit(1, 1, 3, True, 7), Unit(2, 2, 0, False, 7), Unit(3, 3, 9, True)]
    assert {n: len(block) for n, block in coarsened(blocks(told), 5).items()} == {1: 2, 2: 1}
    told = [Unit(1, 1, 3, True), Unit(2, 2, 0, False)]
    assert set(coarsened(blocks(told), 5)) == {1}


@pytest.fixture
def staffed(company: Company) -> Callable[..., Team]:
    def made(name: str, people: int) -> Team:
        team = Team.objects.create(name=name)
        for number in range(people):
            Person.objects.create_user(f"{name}{number}@example.org", name="P", team=team)
        return team

    return made


def leave(team: Team, count: int = 1) -> None:
    for one in team.people.filter(is_active=True)[:count]:
        one.is_active = False
        one.save(update_fields=["is_active"])
    settle()


def labels() -> list[str]:
    return [one.label for one in groups().every if one.shown]


def test_nothing_is_told_while_teams_are_being_filled(staffed: Callable[..., Team]) -> None:
    small, _ = staffed("Small", 2), staffed("Large", 8)
    assert settle() == 0
    assert groups().pending
    assert labels() == []
    assert groups().label(small.pk) == ""
    settle(timezone.now() + QUIET + timedelta(minutes=1))
    assert labels() == ["Large + Small"]


def test_a_team_that_shrinks_is_merged_at_once_and_for_good(staffed: Callable[..., Team]) -> None:
    teams = [staffed(name, 6) for name in ("A", "B", "C")]
    settle()
    assert labels() == ["A", "B", "C"]
    leave(teams[0], 2)
    assert labels() == ["A + B", "C"]
    for number in range(9):
        Person.objects.create_user(f"new{number}@example.org", name="N", team=teams[0])
    settle(at_once=True)
    assert labels() == ["A + B", "C"]
    assert AuditLine.objects.get(action="floors.merged").detail == {"teams": 1, "floor": 5}


def test_merging_follows_the_write_when_it_is_kept(
    staffed: Callable[..., Team],
    olga: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    a, _ = staffed("A", 5), staffed("B", 5)
    settle()
    connection.run_on_commit.clear()
    with django_capture_on_commit_callbacks(execute=True) as asked:
        services.deactivate(olga, a.people.first())  # type: ignore[arg-type]
        services.deactivate(olga, a.people.last())  # type: ignore[arg-type]
    assert len(asked) == 1
    connection.run_on_commit.clear()
    assert labels() == ["A + B"]
    with django_capture_on_commit_callbacks(execute=True):
        structure.settle(olga, name="C", currency="EUR", country="FR", floor=20)
    assert labels() == []


def test_until_it_is_kept_nothing_is_told_either(staffed: Callable[..., Team]) -> None:
    a, _ = staffed("A", 5), staffed("B", 5)
    settle()
    a.people.update(is_active=False)
    assert groups().pending
    assert labels() == []


def test_emptying_a_team_does_not_make_its_size_unknown(staffed: Callable[..., Team]) -> None:
    a, b = staffed("A", 3), staffed("B", 6)
    Person.objects.filter(team=a).update(team=b)
    assert Person.objects.filter(team=a).count() == 0
    settle(at_once=True)
    assert labels() == ["A + B"]


def test_a_team_nobody_was_registered_in_is_told_alone(staffed: Callable[..., Team]) -> None:
    staffed("Unknown", 0), staffed("Known", 6)
    settle()
    assert labels() == ["Unknown", "Known"]
    assert [one.unknown for one in groups().every] == [True, False]
    Person.objects.create_user("first@example.org", name="F", team=Team.objects.get(name="Unknown"))
    assert groups().pending
    settle(at_once=True)
    assert labels() == ["Known + Unknown"]


def test_a_company_under_the_floor_tells_nothing_by_team(staffed: Callable[..., Team]) -> None:
    a = staffed("A", 2)
    staffed("B", 2)
    settle(at_once=True)
    assert not groups().pending
    assert labels() == []
    assert groups().choices() == []
    assert groups().written(a.pk) == "*"


def test_a_filter_offers_groups_and_takes_nothing_else(staffed: Callable[..., Team]) -> None:
    a, b = staffed("A", 3), staffed("B", 4)
    c = staffed("C", 5)
    settle(at_once=True)
    held = groups()
    assert [word for _, word in held.choices()] == ["A + B", "C"]
    assert held.members(str(a.pk)) == {a.pk, b.pk}
    assert held.members(str(b.pk)) == held.members("x") == held.members("") == frozenset()
    assert held.choices([c.pk]) == [(str(c.pk), "C")]
    assert held.joint("A + B") == {a.pk, b.pk}
    assert held.joint("C") == frozenset()
    assert Team.objects.filter(held.matching("b", "pk")).count() == 2
    assert Team.objects.filter(held.matching("c", "pk")).get() == c


def test_long_groups_name_three_teams(staffed: Callable[..., Team]) -> None:
    for letter in "ABCDE":
        staffed(letter, 1)
    settle(at_once=True)
    assert labels() == ["A + B + C + 2"]


def test_an_owner_founds_groups_anew_with_a_reason_and_the_log_keeps_it(
    staffed: Callable[..., Team], olga: Person, eve: Person
) -> None:
    a, _ = staffed("A", 5), staffed("B", 6)
    settle()
    leave(a)
    Person.objects.filter(team=a).update(is_active=True)
    assert labels() == ["A + B"]
    with pytest.raises(NotAllowed):
        found_anew(eve, "Both have grown again")
    with pytest.raises(Refusal):
        found_anew(olga, " short  ")
    found_anew(olga, "Both have grown again")
    assert labels() == ["A", "B"]
    assert FloorsFounding.objects.get().reason == "Both have grown again"
    assert AuditLine.objects.get(action="floors.founded_anew").detail == {"before": 1, "after": 2}


def test_the_database_takes_no_floor_under_three(company: Company) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.filter(pk=1).update(floor=2)


def test_a_voice_is_a_group_and_a_function_only_where_the_company_chose_so(
    staffed: Callable[..., Team], company: Company
) -> None:
    one = staffed("A", 6).people.first()
    assert one is not None
    one.function = "designer"
    assert voice(one) == "A"
    Company.objects.update(functions_shown=True)
    assert voice(one) == "designer · A"
    assert voice(None) == ""
    assert groups_shown() == {one.team_id: "A"}


def test_the_floor_is_read_in_two_questions_whatever_the_number_of_teams(
    staffed: Callable[..., Team], django_assert_num_queries: Callable[[int], object]
) -> None:
    for number in range(30):
        staffed(f"T{number}", 0)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        groups()
    assert settle() == 0
    assert TeamGroup.objects.count() == 30
