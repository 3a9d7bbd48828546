"""Rules of the owner, sessions and devices, the way in when nothing else opens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.web.identity.conftest import PASSWORD, sign_in

from levier_web.identity.devices import coarse, device
from levier_web.identity.queries import devices
from levier_web.identity.services import break_glass, policy
from levier_web.identity.services.arrivals import BEGAN, SEEN
from levier_web.organisation.models import AuditLine
from levier_web.organisation.services import invitations, people
from levier_web.ui.refusals import NotAllowed, Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier_web.organisation.models import Person

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
HOME = "/account/"


def came(who: Person, agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent})
    assert sign_in(who.email, client=client).status_code == 302
    return client


def test_nothing_may_be_closed_while_nothing_else_opens(rules: Callable[..., None]) -> None:
    with pytest.raises(Refusal, match="fournisseur"):
        rules(sso_only=True)
    with pytest.raises(Refusal):
        rules(new_role="owner")


def test_only_an_owner_decides(eve: Person) -> None:
    said = {"second_factor_roles": [], "sso_only": False, "creates_people": True}
    with pytest.raises(NotAllowed):
        policy.decide(eve, new_role="member", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("decided", ["here", "in another process"])
def test_with_only_the_companys_sign_in_everything_else_is_closed_at_once(
    olga: Person, ana: Person, a_provider: None, rules: Callable[..., None], decided: str
) -> None:
    invited, before = invitations.invite(olga, ana), policy.remember()
    rules(sso_only=True)
    if decided != "here":
        cache.set(policy.KEY, before)  # what this one still remembers
    page = sign_in(ana.email).content.decode()
    assert "Example ID" in page
    assert 'name="password"' not in page
    assert Client().get(HOME).status_code == 302
    for path in ("/sign-in/forgotten/", "/sign-in/passkey/", invited):
        assert Client().get(path)["Location"] == "/sign-in/"
    assert AuditLine.objects.filter(action="sign_in.policy", actor=olga).exists()


def test_an_owner_comes_in_when_nothing_else_opens(
    olga: Person, eve: Person, a_provider: None, rules: Callable[..., None]
) -> None:
    rules(sso_only=True)
    with pytest.raises(Refusal):
        break_glass.owner_link(eve.email)
    path = break_glass.owner_link(olga.email.upper())
    client = Client()
    assert client.post(path, {"password": "another long password"})["Location"] == "/"
    assert client.get("/account/sign-in/").status_code == 200
    assert Client().get(path).status_code == 410
    assert AuditLine.objects.filter(action="owner.link_made").exists()


def test_a_device_is_shown_without_more_than_one_needs_to_know_it(ana: Person) -> None:
    came(ana)
    here = came(ana, "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19 Mobile Safari/604.1")
    shown = devices(ana, here.session.session_key)
    assert [(one.what, one.network, one.current) for one in shown] == [
        ("Safari · iPhone", "127.0.0.0", True),
        ("Firefox · Linux", "127.0.0.0", False),
    ]
    assert (coarse("203.0.113.77"), coarse("2001:db8:1:2::3")) == ("203.0.113.0", "2001:db8:1::")
    assert device("curl/8.1") == "curl"


def test_all_other_sessions_are_offered_to_end_only_where_there_are_others(ana: Person) -> None:
    here = came(ana)
    ends_all = 'action="/account/sessions/"'
    assert ends_all not in here.get("/account/").content.decode()
    came(ana)
    assert ends_all in here.get("/account/").content.decode()


def test_one_session_or_all_others_are_ended(ana: Person, bob: Person) -> None:
    first, second, here = came(ana), came(ana), came(ana)
    number = next(one.pk for one in devices(ana, first.session.session_key) if one.current)
    assert came(bob).post(f"/account/sessions/{number}/").status_code == 404
    assert first.get(HOME).status_code == 200
    here.post(f"/account/sessions/{number}/")
    assert first.get(HOME).status_code == 302
    here.post("/account/sessions/")
    assert (second.get(HOME).status_code, here.get(HOME).status_code) == (302, 200)


def test_a_new_password_ends_the_other_sessions(ana: Person) -> None:
    other, here = came(ana), came(ana)
    said = {"oldpassword": PASSWORD, "password1": "eleven chars"[:11], "password2": "eleven char"}
    refused = here.post("/sign-in/password/", said)
    assert refused.status_code == 200, "too short"
    page = here.post("/sign-in/password/", said | {"password1": "password"}).content.decode()
    assert page.count('id="id_password1_error"') == 1
    assert "<br>" in page.partition('id="id_password1_error"')[2].partition("</small>")[0]
    said["password1"] = said["password2"] = "a wholly new password"
    assert here.post("/sign-in/password/", said).status_code == 302
    assert (other.get(HOME).status_code, here.get(HOME).status_code) == (302, 200)


@pytest.mark.parametrize(
    ("name", "ago", "status"),
    [
        (SEEN, timedelta(minutes=719), 200),
        (SEEN, timedelta(minutes=721), 302),
        (BEGAN, timedelta(hours=167), 200),
        (BEGAN, timedelta(hours=169), 302),
    ],
    ids=["seen lately", "left alone", "young", "old"],
)
def test_a_session_ends_when_it_is_left_alone_or_old(
    name: str, ago: timedelta, status: int, ana: Person
) -> None:
    client = came(ana)
    session = client.session
    session[name] = int((timezone.now() - ago).timestamp())
    session.save()
    assert client.get(HOME).status_code == status


def test_closing_levier_to_somebody_ends_their_sessions_at_once(olga: Person, ana: Person) -> None:
    client = came(ana)
    people.deactivate(olga, ana)
    assert client.get(HOME).status_code == 302
    assert devices(ana, None) == []
    assert AuditLine.objects.filter(action="sessions.ended", detail__why="closed").exists()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", ["/account/", "/account/sign-in/", "/account/sign-in/groups/"])
def test_the_pages_say_what_they_are_for(
    path: str, language: str, olga: Person, a_provider: None, browser_of: Callable[[Person], Client]
) -> None:
    olga.language = language
    olga.save()
    page = browser_of(olga).get(path).content.decode()
    titles = {"/account/": "account.title", "/account/sign-in/": "settings.title"}
    assert say(f"identity.{titles.get(path, 'group.title')}", language) in page  # type: ignore[arg-type]


def test_the_owner_makes_a_key_that_is_shown_once(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    client = browser_of(olga)
    page = client.post("/account/sign-in/keys/", {"key_name": "Directory", "days": "30"})
    assert "levier-scim-" in page.content.decode()
    assert "levier-scim-" not in client.get("/account/sign-in/").content.decode()
    wrong = client.post("/account/sign-in/keys/", {"key_name": "Directory", "days": "9999"})
    assert wrong.status_code == 422
