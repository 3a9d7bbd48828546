"""People come by invitation, hold roles, are sent away; an owner always remains."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.organisation.refused import refused

from levier_web.organisation.models import Invitation, Membership, Person, Role
from levier_web.organisation.services import invitations, people
from levier_web.ui.refusals import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable

    Browser = Callable[[Person], Client]

SECRET = "a quiet river of pencils"  # noqa: S105 - of the tests only


def added(actor: Person, **more: object) -> tuple[Person, str]:
    fields = {"email": "New@Example.org", "name": "Nora New"} | more
    return people.add_person(actor, **fields)  # type: ignore[arg-type]


def token_of(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]


def test_somebody_new_comes_in_by_a_link_used_once(olga: Person) -> None:
    person, path = added(olga)
    assert person.email == "new@example.org"
    assert not person.has_usable_password()
    assert token_of(path) not in Invitation.objects.get().digest
    answer = Client().post(path, {"password": SECRET})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password(SECRET)
    assert Client().get(path).status_code == 410
    with refused("link"):
        invitations.accept(token_of(path), SECRET)


def test_a_link_closes_after_a_week_when_withdrawn_and_when_made_anew(olga: Person) -> None:
    person, first = added(olga)
    second = invitations.invite(olga, person)
    assert invitations.opened_by(token_of(first)) is None
    assert invitations.opened_by(token_of(second)) is not None
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert invitations.opened_by(token_of(second)) is None
    third = invitations.invite(olga, person)
    invitations.withdraw(olga, person)
    assert invitations.opened_by(token_of(third)) is None


def test_a_link_of_somebody_sent_away_is_closed(olga: Person) -> None:
    person, path = added(olga)
    people.deactivate(olga, person)
    assert invitations.opened_by(token_of(path)) is None
    person.refresh_from_db()
    with refused("inactive"):
        invitations.invite(olga, person)


def test_a_weak_password_is_refused_and_the_link_still_opens(olga: Person) -> None:
    _, path = added(olga)
    assert Client().post(path, {"password": "short"}).status_code == 422
    assert invitations.opened_by(token_of(path)) is not None


def test_the_first_owner_says_who_they_are(db: None) -> None:
    earlier, path = invitations.invite_first_owner(), invitations.invite_first_owner()
    assert earlier is not None
    assert path is not None
    assert Client().get(earlier).status_code == 410
    form = {"name": "Olga Owner", "email": "Olga@Example.org", "password": SECRET}
    assert Client().post(path, form | {"name": ""}).status_code == 422
    assert Client().post(path, form).status_code == 302
    owner = Person.objects.get()
    assert (owner.email, owner.name) == ("olga@example.org", "Olga Owner")
    assert owner.has_perm("organisation.manage")
    assert invitations.invite_first_owner() is None


def test_the_link_is_shown_once_and_sent(olga: Person, browser_of: Browser) -> None:
    form = {"email": "n@example.org", "name": "Nora", "language": "fr", "roles": ["member"]}
    answer = browser_of(olga).post(reverse("organisation:new_person"), form)
    link = answer.context["link"]
    assert link in answer.content.decode()
    assert link in mail.outbox[0].body
    assert mail.outbox[0].to == ["n@example.org"]
    page = browser_of(olga).get(reverse("organisation:person", args=[answer.context["person"].pk]))
    assert token_of(link) not in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"email": "nobody"}, "email"),
        ({"name": " "}, "name"),
        ({"email": "ANA@example.org"}, "email_taken"),
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
    ],
)
def test_what_cannot_be_a_person_is_refused(
    olga: Person, ana: Person, fields: dict[str, object], key: str
) -> None:
    number = Person.objects.count()
    with refused(key):
        added(olga, **fields)
    assert Person.objects.count() == number


def test_the_last_owner_stays(olga: Person) -> None:
    with refused("last_owner"):
        people.deactivate(olga, olga)
    with refused("last_owner"):
        people.give_roles(olga, olga, [Role.MEMBER])
    olga.refresh_from_db()
    assert olga.is_active
    assert set(olga.memberships.values_list("role", flat=True)) == {Role.OWNER}


def test_only_an_owner_makes_and_unmakes_owners(olga: Person, eve: Person, ana: Person) -> None:
    for person, roles in (
        (ana, [Role.OWNER]),
        (eve, [Role.OWNER, Role.EXECUTIVE]),
        (olga, [Role.MEMBER]),
    ):
        with refused("owner_only"):
            people.give_roles(eve, person, roles)
    with refused("owner_only"):
        people.deactivate(eve, olga)
    people.give_roles(olga, ana, [Role.OWNER])
    people.give_roles(olga, olga, [Role.MEMBER])
    assert Membership.objects.get(role=Role.OWNER).person == ana


def test_who_may_not_manage_people_adds_nobody(by_role: dict[Role, Person]) -> None:
    for role in set(Role) - {Role.OWNER, Role.EXECUTIVE}:
        with pytest.raises(NotAllowed):
            added(by_role[role])


def test_somebody_sent_away_is_signed_out_and_can_come_back(
    olga: Person, ana: Person, browser_of: Browser
) -> None:
    browser = browser_of(ana)
    assert browser.get(reverse("organisation:home")).status_code == 200
    people.deactivate(olga, ana)
    assert browser.get(reverse("organisation:home")).status_code == 302
    ana.refresh_from_db()
    people.reactivate(olga, ana)
    assert browser_of(ana).get(reverse("organisation:home")).status_code == 200
