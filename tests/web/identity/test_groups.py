"""Groups of the directory: what they give, what they take back, what hands gave stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier_web.identity.models import Group, Source
from levier_web.identity.services import groups
from levier_web.identity.services.groups import Effect
from levier_web.organisation.models import AuditLine, Person, Role, Team, TeamGroup
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


def roles(person: Person) -> set[str]:
    return set(Person.objects.get(pk=person.pk).role_names)


@pytest.fixture
def finance(olga: Person) -> Group:
    return groups.map_group(olga, None, name="Finance", role=Role.FINANCE, team=None)


def test_a_role_goes_with_its_group_and_what_hands_gave_stays(ana: Person, finance: Group) -> None:
    groups.say_groups(ana, ["finance", "of no interest here"], Source.SIGN_IN)
    assert roles(ana) == {"member", "finance"}
    groups.say_groups(ana, [], Source.SIGN_IN)
    assert roles(ana) == {"member"}
    given = AuditLine.objects.filter(action="person.roles_by_group")
    assert [line.detail for line in given] == [
        {"gone": [], "new": ["finance"]},
        {"gone": ["finance"], "new": []},
    ]


def test_a_role_given_by_hand_is_not_taken_by_a_group(fatou: Person, finance: Group) -> None:
    groups.say_groups(fatou, ["Finance"], Source.SIGN_IN)
    groups.say_groups(fatou, [], Source.SIGN_IN)
    assert roles(fatou) == {"finance"}


def test_each_source_takes_back_only_what_it_said(ana: Person, finance: Group) -> None:
    groups.say_groups(ana, ["Finance"], Source.SCIM)
    groups.say_groups(ana, [], Source.SIGN_IN)
    assert "finance" in roles(ana)


def test_the_last_owner_stays_one(olga: Person, ana: Person) -> None:
    owners = groups.map_group(olga, None, name="Owners", role=Role.OWNER, team=None)
    groups.say_groups(ana, ["Owners"], Source.SIGN_IN)
    olga.memberships.all().delete()
    groups.say_groups(ana, [], Source.SIGN_IN)
    assert "owner" in roles(ana)
    assert owners.role == Role.OWNER


def test_a_change_is_shown_as_counts_then_applied_to_those_who_are_in(
    olga: Person,
    ana: Person,
    bob: Person,
    finance: Group,
    browser_of: Callable[[Person], Client],
) -> None:
    for one in (ana, bob):
        groups.say_groups(one, ["Finance"], Source.SIGN_IN)
    assert groups.effects(finance, Role.PRODUCT) == [
        Effect("finance", 0, 2),
        Effect("product", 2, 0),
    ]
    client, path = browser_of(olga), f"/account/sign-in/groups/{finance.pk}/"
    said = {"name": "Finance", "role": "product", "team": "Checkout"}
    assert client.post(path, said).status_code == 200
    assert "finance" in roles(ana), "only shown"
    assert client.post(path, said | {"apply": "1"}).status_code == 302
    assert roles(ana) == {"member", "product"}
    assert Person.objects.get(pk=bob.pk).team == Team.objects.get(name="Checkout")
    client.post(f"{path}remove/")
    assert roles(ana) == {"member"}


def test_a_group_has_one_name_and_a_role_that_exists(
    olga: Person, eve: Person, finance: Group
) -> None:
    for name, role in (("  ", ""), ("FINANCE", ""), ("New", "king")):
        with pytest.raises(Refusal):
            groups.map_group(olga, None, name=name, role=role, team=None)
    with pytest.raises(NotAllowed):
        groups.map_group(eve, None, name="New", role="", team=None)


def team_of(person: Person) -> Team | None:
    return Person.objects.get(pk=person.pk).team


def test_a_team_goes_with_its_group_and_the_one_before_comes_back(
    olga: Person, ana: Person, checkout: Team, search_team: Team
) -> None:
    for name, team in (("Searchers", search_team), ("Payers", checkout)):
        groups.map_group(olga, None, name=name, role="", team=team)
    fatou = Person.objects.create(email="f@example.org", name="F")
    for person, before in ((ana, checkout), (fatou, None)):
        groups.say_groups(person, ["Searchers"], Source.SCIM)
        assert team_of(person) == search_team
        groups.say_groups(person, [], Source.SIGN_IN)
        assert team_of(person) == search_team
        groups.say_groups(person, [], Source.SCIM)
        assert team_of(person) == before
    last = AuditLine.objects.filter(action="person.team_by_group").last()
    assert last is not None
    assert last.detail == {"team": None, "gone": search_team.pk}


def test_a_team_given_by_hand_is_not_taken_by_a_group(
    olga: Person, ana: Person, checkout: Team, search_team: Team
) -> None:
    """Before the group gave it, or after it gave another."""
    mapped = groups.map_group(olga, None, name="Payers", role="", team=checkout)
    groups.say_groups(ana, ["Payers"], Source.SIGN_IN)
    groups.say_groups(ana, [], Source.SIGN_IN)
    assert team_of(ana) == checkout
    groups.map_group(olga, mapped, name="Payers", role="", team=search_team)
    groups.say_groups(ana, ["Payers"], Source.SIGN_IN)
    third = Team.objects.create(name="Third", tribe=checkout.tribe)
    Person.objects.filter(pk=ana.pk).update(team=third)
    groups.forget_group(olga, mapped)
    assert team_of(ana) == third


def test_a_team_that_was_archived_meanwhile_does_not_come_back(
    olga: Person, ana: Person, checkout: Team, search_team: Team
) -> None:
    mapped = groups.map_group(olga, None, name="Searchers", role="", team=search_team)
    groups.say_groups(ana, ["Searchers"], Source.SIGN_IN)
    Team.objects.filter(pk=checkout.pk).update(archived=True)
    groups.map_group(olga, mapped, name="Searchers", role="", team=None)
    assert team_of(ana) is None


def test_who_a_group_moves_is_counted_where_they_are(olga: Person, search_team: Team) -> None:
    """A team that a group peoples is known to have people, as one that a person peoples."""
    groups.map_group(olga, None, name="Searchers", role="", team=search_team)
    groups.say_groups(olga, ["Searchers"], Source.SIGN_IN)
    assert TeamGroup.objects.get(team=search_team).peopled
