"""Failures to sign in: a wait that grows, the same for who is unknown, that ends by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.identity.conftest import PASSWORD, sign_in

from levier_web.identity.models import FailureCount, Kind
from levier_web.identity.services import lockout
from levier_web.organisation.models import AuditLine
from levier_web.ui.refusals import NotAllowed
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

WAIT = "identity.refused.wait"


def test_somebody_known_and_somebody_unknown_fail_and_wait_alike(ana: Person) -> None:
    told: dict[str, list[str]] = {}
    for who in (ana.email, "nobody@example.org"):
        pages = [sign_in(who, "a wrong password").content.decode() for _ in range(6)]
        told[who] = [page.split('role="alert"')[1].split("</div>")[0] for page in pages]
    assert told[ana.email] == told["nobody@example.org"]
    assert say(WAIT, "fr") in told[ana.email][5]
    assert say(WAIT, "fr") not in told[ana.email][4]
    assert sign_in(ana.email).status_code == 200, "the right password waits too"


def test_the_wait_doubles_and_is_never_longer_than_a_quarter_of_an_hour(db: None) -> None:
    waits = []
    for _ in range(14):
        lockout.failed(Kind.ACCOUNT, "x@example.org")
        row = FailureCount.objects.get()
        if row.locked_until is not None:
            waits.append(round((row.locked_until - row.last_at).total_seconds()))
    assert waits[:6] == [30, 60, 120, 240, 480, 900]
    assert set(waits[5:]) == {900}


def test_a_wait_ends_by_itself_and_a_right_password_forgets_it(ana: Person) -> None:
    for _ in range(5):
        sign_in(ana.email, "a wrong password")
    past = timezone.now() - timedelta(seconds=1)
    FailureCount.objects.update(locked_until=past)
    assert sign_in(ana.email).status_code == 302
    assert not FailureCount.objects.filter(kind=Kind.ACCOUNT).exists()


def test_an_address_waits_after_many_failures_of_many_accounts(ana: Person) -> None:
    for number in range(lockout.FREE[Kind.ADDRESS]):
        lockout.failed(Kind.ADDRESS, "127.0.0.1")
        assert lockout.waits(Kind.ADDRESS, "127.0.0.1") is (
            number + 1 >= lockout.FREE[Kind.ADDRESS]
        )
    assert sign_in(ana.email).status_code == 200
    assert (
        Client(REMOTE_ADDR="10.1.2.3")
        .post("/sign-in/", {"login": ana.email, "password": PASSWORD})
        .status_code
        == 302
    )


def test_failures_an_hour_apart_are_not_added_up(db: None) -> None:
    for _ in range(4):
        lockout.failed(Kind.ACCOUNT, "x@example.org")
    FailureCount.objects.update(last_at=timezone.now() - timedelta(hours=2))
    lockout.failed(Kind.ACCOUNT, "x@example.org")
    assert FailureCount.objects.get().failures == 1


def test_the_log_says_that_somebody_waits_and_nothing_about_them(ana: Person) -> None:
    for _ in range(5):
        sign_in(ana.email, "a wrong password")
    lines = AuditLine.objects.filter(action__startswith="sign_in.")
    assert [line.action for line in lines].count("sign_in.refused") == 5
    locked = lines.get(action="sign_in.locked")
    assert (locked.object_id, locked.detail) == (str(ana.pk), {"of": "account", "failures": 5})
    assert "ana" not in str([line.detail for line in lines]).lower()
    assert "@" not in str(FailureCount.objects.values_list("digest", flat=True))


def test_an_owner_ends_a_wait_and_nobody_else(olga: Person, eve: Person, ana: Person) -> None:
    for _ in range(5):
        lockout.failed(Kind.ACCOUNT, ana.email, person=ana)
    assert lockout.locked_people() == [ana]
    with pytest.raises(NotAllowed):
        lockout.unlock(eve, ana)
    lockout.unlock(olga, ana)
    assert lockout.locked_people() == []
    assert sign_in(ana.email).status_code == 302
