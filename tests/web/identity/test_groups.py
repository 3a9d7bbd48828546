"""Groups of the directory: what they give, what they take back, what hands gave stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier_web.identity.models import Group, Source
from levier_web.identity.services import groups
from levier_web.identity.services.groups import Effect
from levier_web.organisation.models import AuditLine, Person, Role, Team
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
