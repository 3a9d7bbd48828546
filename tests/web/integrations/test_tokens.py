"""Access tokens: made, shown once, refused, revoked."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone, translation
from tests.web.calls import Program, program_of

from levier_web.integrations.models import AccessToken
from levier_web.integrations.services import secrets, tokens
from levier_web.organisation.models import AuditLine
from levier_web.organisation.services.people import deactivate
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person

TODAY = timezone.localdate
READS = ["signals:read"]


def test_a_token_has_a_checksum_by_which_scanners_know_it() -> None:
    clear = secrets.new_token()
    assert clear.startswith("lev_")
    assert secrets.SHAPE.match(clear)
    assert secrets.well_formed(clear)
    last = "a" if clear[-1] != "a" else "b"
    assert not secrets.well_formed(clear[:-1] + last)
    assert not secrets.well_formed("lev_short")


def test_only_the_fingerprint_is_kept(ana: Person) -> None:
    made, clear = tokens.create(ana, "  my   script ", READS, TODAY())
    made.refresh_from_db()
    assert made.name == "my script"
    assert clear not in json.dumps(list(AccessToken.objects.values()), default=str)
    assert clear not in json.dumps(list(AuditLine.objects.values()), default=str)
    assert made.digest == secrets.fingerprint(clear)
    assert program_of(ana, READS).get("/signals")["count"] == 0


@pytest.mark.parametrize(
    ("name", "scopes", "days", "key"),
    [
        ("", READS, 1, "name"),
        ("x" * 121, READS, 1, "name"),
        ("x", [], 1, "scopes"),
        ("x", ["signals:everything"], 1, "scopes"),
        ("x", READS, -1, "expiry"),
        ("x", READS, 367, "expiry"),
    ],
    ids=["no-name", "long-name", "no-scope", "unknown-scope", "past", "over-a-year"],
)
def test_what_is_no_token(ana: Person, name: str, scopes: list[str], days: int, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        tokens.create(ana, name, scopes, TODAY() + timedelta(days=days))
    assert refused.value.key == f"integrations.refused.{key}"


def test_a_token_says_for_whom_it_calls(paul: Person) -> None:
    me = program_of(paul, ["organisation:read"]).get("/me")
    assert me == {
        "name": "Paul",
        "function": "product manager",
        "team": "Checkout",
        "language": "en",
        "roles": ["product"],
        "scopes": ["organisation:read"],
    }


def refused(program: Program, code: str) -> None:
    told = program.told(program.call("GET", "/signals"), 401)
    assert told["code"] == f"integrations.refused_token.{code}"


def test_tokens_that_open_nothing_any_more(ana: Person, olga: Person) -> None:
    program = program_of(ana, READS)
    assert program.get("/signals")["count"] == 0
    token = AccessToken.objects.get()
    assert token.used_on == TODAY()

    AccessToken.objects.update(expires_at=timezone.now())
    refused(program, "expired")
    AccessToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    deactivate(olga, ana)
    refused(program, "closed")
    ana.is_active = True
    ana.save()
    tokens.revoke(ana, token)
    refused(program, "revoked")
    refused(Program(secrets.new_token()), "unknown")
    refused(Program("lev_nothing"), "unknown")


def test_refused_tokens_are_noted_once_an_hour(ana: Person) -> None:
    program = program_of(ana, READS)
    tokens.revoke(ana, AccessToken.objects.get())
    for _ in range(3):
        refused(program, "revoked")
        refused(Program(secrets.new_token()), "unknown")
    lines = AuditLine.objects.filter(action="access_token.refused")
    assert sorted(line.detail["reason"] for line in lines) == ["revoked", "unknown"]


def test_a_token_never_does_more_than_its_person(obi: Person) -> None:
    told = program_of(obi).call("POST", "/signals", {"text": "A signal of an observer"})
    assert told.status_code == 403
    assert json.loads(told.content)["code"] == "ui.not_allowed"


def test_nobody_but_the_owner_revokes_the_token_of_somebody_else(
    ana: Person, bob: Person, olga: Person
) -> None:
    token, _ = tokens.create(ana, "mine", READS, TODAY())
    with pytest.raises(NotAllowed):
        tokens.revoke(bob, token)
    program_of(bob, ["integrations:write"]).delete(f"/integrations/tokens/{token.pk}", 404)
    program_of(olga, ["integrations:write"]).delete(f"/integrations/tokens/{token.pk}")
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_the_owner_sees_what_tokens_open_and_not_whether_they_are_used(
    ana: Person, olga: Person
) -> None:
    tokens.create(ana, "mine", READS, TODAY())
    found = program_of(olga, ["integrations:read"]).get("/integrations/tokens/all")["items"]
    mine = next(one for one in found if one["name"] == "mine")
    assert mine["holder"] == "Ana"
    assert mine["roles"] == ["member"]
    assert not {"used_on", "hint", "created_at"} & mine.keys()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_shows_the_secret_once(
    ana: Person, browser_of: Callable[[Person], Client], language: str
) -> None:
    ana.language = language
    ana.save()
    browser = browser_of(ana)
    data = {"name": "script", "last_day": TODAY().isoformat(), "scopes": ["signals:read"]}
    page = browser.post("/integrations/", data)
    assert page["Cache-Control"] == "no-store"
    [clear] = [
        word for word in page.content.decode().split("<") if "lev_" in word and "secret" in word
    ]
    secret = clear.partition(">")[2]
    assert Program(secret).get("/signals") == {"count": 0, "next": None, "items": []}
    again = browser.get("/integrations/").content.decode()
    assert secret not in again
    assert secret[:8] in again
    shown = re.findall(r'<time datetime="([^"]+)"', again)
    assert shown == [TODAY().isoformat()] * 2  # the day that was chosen, and that of its use


def test_the_page_keeps_what_was_typed_when_it_is_wrong(
    ana: Person, browser_of: Callable[[Person], Client]
) -> None:
    page = browser_of(ana).post("/integrations/", {"name": "my script", "last_day": "2020-01-01"})
    assert page.status_code == 422
    assert 'value="my script"' in page.content.decode()


def test_revoking_on_the_pages(
    ana: Person, bob: Person, olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    token, _ = tokens.create(ana, "mine", READS, TODAY())
    assert browser_of(bob).post(f"/integrations/tokens/{token.pk}/revoke/").status_code == 404
    assert "mine" in browser_of(olga).get("/integrations/tokens/all/").content.decode()
    answer: Any = browser_of(olga).post(f"/integrations/tokens/{token.pk}/revoke/")
    assert answer["Location"] == "/integrations/tokens/all/"
    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rooms_stand_in_the_order_of_their_names(
    ana: Person, browser_of: Callable[[Person], Client], language: str
) -> None:
    ana.language = language
    ana.save()
    form = browser_of(ana).get("/integrations/").context["form"]
    with translation.override(language):
        names = [name for name, _ in form.rooms()]
    plain = [name.lower().replace("é", "e") for name in names]
    assert plain == sorted(plain)
    assert len(names) > 5
