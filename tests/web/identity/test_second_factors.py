"""Second factors: set up, asked for, taken once, lost, and demanded of a role."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from tests.web.identity.conftest import PASSWORD, sign_in

from levier_web.identity.adapters import SecondFactorAdapter
from levier_web.identity.models import FailureCount
from levier_web.identity.services import second_factors
from levier_web.organisation.models import AuditLine
from levier_web.ui.refusals import NotAllowed
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier_web.organisation.models import Person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of the tests only
HOME = "/account/"


def code(secret: str = SECRET, at: float | None = None) -> str:
    seconds = time.time() if at is None else at
    return str(format_hotp_value(hotp_value(secret, int(seconds) // 30)))


@pytest.fixture
def with_application(ana: Person) -> Person:
    TOTP.activate(ana, SECRET)
    return ana


def test_an_application_is_set_up_after_the_password_is_given_again(
    ana: Person, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    sign_in(ana.email, client=client)
    asked = client.get("/sign-in/code/application/")
    assert asked["Location"].startswith("/sign-in/again/")
    client.post("/sign-in/again/", {"password": PASSWORD})
    page = client.get("/sign-in/code/application/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert secret in page
    assert client.post("/sign-in/code/application/", {"code": "000000"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/sign-in/code/application/", {"code": code(secret)})
    assert done["Location"] == "/sign-in/code/recovery/"
    codes = client.get("/sign-in/code/recovery/").content.decode()
    assert codes.count("<li>") >= 10
    added = AuditLine.objects.filter(action="second_factor.added")
    assert {line.detail["type"] for line in added} == {"totp", "recovery_codes"}


def test_the_code_is_asked_for_and_taken_once(with_application: Person) -> None:
    client, other = Client(), Client()
    assert sign_in(with_application.email, client=client)["Location"] == "/sign-in/code/"
    assert client.get(HOME).status_code == 302, "not in yet"
    now = code()
    assert client.post("/sign-in/code/", {"code": now})["Location"] == "/"
    assert client.get(HOME).status_code == 200
    sign_in(with_application.email, client=other)
    assert other.post("/sign-in/code/", {"code": now}).status_code == 200
    assert other.get(HOME).status_code == 302


@pytest.mark.parametrize("parted", ["", " ", "-"], ids=["as it was", "space", "dash"])
def test_no_code_is_taken_after_it_or_a_later_one_was(
    with_application: Person, monkeypatch: pytest.MonkeyPatch, parted: str
) -> None:
    """However it is written, in another process, and though it would still be of its time."""
    began = time.time() // 30 * 30
    first = code(at=began)
    again = first[:3] + parted + first[3:]
    for seconds, typed, opens in ((0, first, True), (31, None, True), (32, again, False)):
        now = began + seconds
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda now=now: now)
        cache.clear()  # what one process remembers, another does not know
        client = Client(headers={"accept-language": "en"})
        sign_in(with_application.email, client=client)
        answer = client.post("/sign-in/code/", {"code": typed or code(at=now)})
        assert (answer.status_code == 302) is opens, seconds
    assert say("identity.refused.code", "en") in answer.content.decode()
    last = AuditLine.objects.filter(action="sign_in.refused").get()
    assert (last.object_id, last.detail) == (
        str(with_application.pk),
        {"way": "second factor", "why": "used_code"},
    )


def test_wrong_codes_wait_and_are_counted_for_every_process(with_application: Person) -> None:
    client = Client()
    sign_in(with_application.email, client=client)
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "000000"})
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 200
    assert FailureCount.objects.filter(kind="code", failures=5).exists()
    assert AuditLine.objects.filter(action="sign_in.locked", detail__of="code").exists()


def test_an_owner_takes_away_what_was_lost_and_ends_the_sessions(
    olga: Person, eve: Person, with_application: Person
) -> None:
    client = Client()
    sign_in(with_application.email, client=client)
    client.post("/sign-in/code/", {"code": code()})
    with pytest.raises(NotAllowed):
        second_factors.take_away(eve, with_application)
    second_factors.take_away(olga, with_application)
    assert client.get(HOME).status_code == 302
    assert sign_in(with_application.email)["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/signals/", "/account/", "/account/sign-in/"])
def test_a_role_that_owes_one_is_led_to_it_from_everywhere(
    path: str, olga: Person, rules: Callable[..., None], browser_of: Callable[[Person], Client]
) -> None:
    rules(second_factor_roles=["owner"])
    answer = browser_of(olga).get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/account/second-factor/")


def test_once_it_is_set_up_the_pages_open_and_the_last_one_stays(
    olga: Person, ana: Person, rules: Callable[..., None], browser_of: Callable[[Person], Client]
) -> None:
    rules(second_factor_roles=["owner"])
    client = browser_of(olga)
    assert client.get("/account/second-factor/").status_code == 200
    assert browser_of(ana).get("/signals/").status_code == 200
    TOTP.activate(olga, SECRET)
    assert client.get("/signals/").status_code == 200
    client.post("/sign-in/code/application/off/")
    assert Authenticator.objects.filter(user=olga).exists(), "the last one stays"
    Authenticator.objects.all().delete()
    # Removed through the pages it is noticed at once; here the session remembers it.
    assert browser_of(olga).get("/signals/").status_code == 302


def test_secrets_are_kept_under_the_key_of_the_installation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    adapter = SecondFactorAdapter()
    monkeypatch.delenv("LEVIER_SECRET_KEY", raising=False)
    assert adapter.encrypt(SECRET) == SECRET
    monkeypatch.setenv("LEVIER_SECRET_KEY", "k")
    kept = adapter.encrypt(SECRET)
    assert SECRET not in kept
    assert adapter.decrypt(kept) == SECRET
    assert adapter.decrypt("fernet:of another key") != SECRET
