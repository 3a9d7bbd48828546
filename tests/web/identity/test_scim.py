"""SCIM: a public compliance tester finds nothing wrong; keys, closing, groups, what is refused."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server

from levier_web.identity.models import Group, ScimToken
from levier_web.identity.scim import mapping
from levier_web.identity.services import tokens
from levier_web.organisation.models import AuditLine, Membership, Person, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

USERS, GROUPS = "/scim/v2/Users", "/scim/v2/Groups"


@pytest.fixture
def key(olga: Person) -> str:
    return tokens.make(olga, name="the directory", days=30)


@pytest.fixture
def ask(key: str) -> Callable[..., Any]:
    def asked(method: str, path: str, body: Any = None, **headers: str) -> Any:
        client = Client(headers={"Authorization": f"Bearer {key}"} | headers)
        said = (
            {}
            if body is None
            else {"data": json.dumps(body), "content_type": "application/scim+json"}
        )
        return getattr(client, method)(path, **said)

    return asked


def user(name: str = "zoe", **more: Any) -> dict[str, Any]:
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": name,
        "name": {"givenName": "Zoé", "familyName": "Blin"},
        "emails": [{"value": f"{name}@example.org", "primary": True}],
    } | more


def group(name: str, *members: object) -> dict[str, Any]:
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName": name,
        "members": [{"value": str(one)} for one in members],
    }


def patch(*operations: dict[str, Any]) -> dict[str, Any]:
    schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
    return {"schemas": [schema], "Operations": list(operations)}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection of the test between requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_public_tester_finds_nothing_wrong(key: str, one_connection: None) -> None:
    client = WSGISCIMClient(
        get_wsgi_application(),
        base_url="http://testserver/scim/v2",
        environ={"HTTP_AUTHORIZATION": f"Bearer {key}"},
    )
    results = check_server(client)
    wrong = [
        f"{one.title}: {one.reason}"
        for one in results
        if one.status not in {Status.SUCCESS, Status.SKIPPED, Status.ACCEPTABLE}
    ]
    assert "\n".join(wrong) == ""
    assert sum(one.status == Status.SUCCESS for one in results) > 60


def test_a_person_of_the_directory_comes_goes_and_comes_back(
    ask: Callable[..., Any], olga: Person
) -> None:
    made = ask("post", USERS, user(title="buyer", externalId="e-1"))
    assert made.status_code == 201
    person = Person.objects.get(email="zoe@example.org")
    assert (person.name, person.function, person.role_names) == (
        "Zoé Blin",
        "buyer",
        frozenset({"member"}),
    )
    assert not person.has_usable_password()
    where = f"{USERS}/{person.pk}"
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    closing = patch({"op": "Replace", "path": "active", "value": False})
    assert ask("patch", where, closing).json()["active"] is False
    assert client.get("/account/").status_code == 302
    ask("patch", where, patch({"op": "replace", "value": {"active": True}}))
    assert Person.objects.get(pk=person.pk).is_active
    assert ask("delete", where).status_code == 204
    assert ask("get", where).status_code == 404
    kept = Person.objects.get(pk=person.pk)
    assert not kept.is_active
    assert ask("post", USERS, user()).json()["id"] == str(person.pk)
    written = AuditLine.objects.filter(action__endswith="by_directory")
    assert [line.action for line in written][:1] == ["person.added_by_directory"]
    assert "zoe" not in str([line.detail for line in written])


def test_somebody_known_is_found_by_name_and_not_added_twice(
    ask: Callable[..., Any], ana: Person
) -> None:
    asked = ask("get", f"{USERS}?filter=userName+eq+%22ANA%40example.org%22&attributes=userName")
    assert [one["id"] for one in asked.json()["Resources"]] == [str(ana.pk)]
    assert "emails" not in asked.json()["Resources"][0]
    twice = ask("post", USERS, user("ana"))
    assert (twice.status_code, twice.json()["scimType"]) == (409, "uniqueness")


@pytest.fixture
def written_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the people that are written as resources, which is what takes time."""
    seen: list[str] = []
    write = mapping.user_of

    def counted(person: Person, where: str) -> Any:
        seen.append(person.email)
        return write(person, where)

    monkeypatch.setattr(mapping, "user_of", counted)
    return seen


def test_a_page_of_people_costs_what_is_on_it(
    ask: Callable[..., Any], written_out: list[str]
) -> None:
    everybody = [person.pk for person in mapping.people()]
    everybody += [
        Person.objects.create_user(f"p{number}@example.org", name="P").pk for number in range(7)
    ]
    seen: list[int] = []
    for start in range(1, len(everybody) + 1, 3):
        told = ask("get", f"{USERS}?startIndex={start}&count=3").json()
        assert (told["totalResults"], told["startIndex"]) == (len(everybody), start)
        assert told["itemsPerPage"] == len(told["Resources"])
        seen += [int(one["id"]) for one in told["Resources"]]
    assert seen == everybody
    assert len(written_out) == len(everybody)


@pytest.mark.parametrize(
    ("asked", "found", "most"),
    [
        ('userName eq "P3@EXAMPLE.org"', ["p3@example.org"], 1),
        ('USERNAME EQ "zoe"', ["zoe"], 1),
        ('userName eq "nobody"', [], 0),
        ('userName eq "p3@example.org" and active eq false', [], 99),
        ('userName eq "zoe" or userName eq "p3@example.org"', ["p3@example.org", "zoe"], 99),
        ('userName sw "p"', ["p3@example.org"], 99),
    ],
)
def test_a_name_is_looked_up_without_reading_everybody(
    ask: Callable[..., Any], written_out: list[str], asked: str, found: list[str], most: int
) -> None:
    Person.objects.create_user("p3@example.org", name="P")
    assert ask("post", USERS, user()).status_code == 201
    written_out.clear()
    told = ask("get", f"{USERS}?{urlencode({'filter': asked})}").json()
    assert sorted(one["userName"] for one in told.get("Resources", [])) == found
    assert told["totalResults"] == len(found)
    assert len(written_out) <= most


def test_a_group_of_the_directory_gives_its_role_and_takes_it_back(
    ask: Callable[..., Any], ana: Person, bob: Person
) -> None:
    made = ask("post", GROUPS, group("Finance", ana.pk))
    Group.objects.update(role=Role.FINANCE)
    where = f"{GROUPS}/{made.json()['id']}"
    ask("patch", where, patch({"op": "add", "path": "members", "value": [{"value": str(bob.pk)}]}))
    assert "finance" in Person.objects.get(pk=bob.pk).role_names
    one = f'members[value eq "{bob.pk}"]'
    ask("patch", where, patch({"op": "remove", "path": one}))
    assert not Membership.objects.filter(person=bob, role="finance").exists()
    assert (
        ask(
            "patch", where, patch({"op": "add", "path": "members", "value": [{"value": "x"}]})
        ).status_code
        == 400
    )
    assert ask("delete", where).status_code == 204


def test_nobody_writes_over_what_somebody_else_has_just_written(
    ask: Callable[..., Any], ana: Person
) -> None:
    where = f"{USERS}/{ana.pk}"
    tag = ask("get", where)["ETag"]
    assert ask("get", where, **{"If-None-Match": tag}).status_code == 304
    change = patch({"op": "replace", "path": "title", "value": "architect"})
    assert ask("patch", where, change, **{"If-Match": tag}).status_code == 200
    assert ask("patch", where, change, **{"If-Match": tag}).status_code == 412


def test_the_last_owner_is_not_closed_out(ask: Callable[..., Any], olga: Person) -> None:
    where = f"{USERS}/{olga.pk}"
    assert ask("delete", where).status_code == 400
    assert Person.objects.get(pk=olga.pk).is_active


@pytest.mark.parametrize("state", ["none", "unknown", "revoked", "expired"])
def test_a_key_that_does_not_open_is_refused_and_kept_in_the_log(
    state: str, key: str, olga: Person
) -> None:
    row = ScimToken.objects.get()
    if state == "revoked":
        tokens.revoke(olga, row)
    if state == "expired":
        ScimToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    said = {"none": "", "unknown": "Bearer levier-scim-guess"}.get(state, f"Bearer {key}")
    answer = Client(headers={"Authorization": said}).get(USERS)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    if state != "none":
        refused = AuditLine.objects.get(action="scim_token.refused")
        assert refused.detail == {"why": state}
    assert key not in str(ScimToken.objects.values())


def test_who_guesses_keys_has_to_wait(db: None) -> None:
    client = Client(headers={"Authorization": "Bearer guess"})
    answers = [client.get(USERS).status_code for _ in range(52)]
    assert answers[:50] == [401] * 50
    assert answers[50:] == [429, 429]


@pytest.mark.parametrize(
    "body",
    [b"", b"[1]", b"{" * 9, b'{"userName": 3}', b'{"schemas":["x"],"userName":"no-address"}'],
    ids=["empty", "list", "broken", "number", "no address"],
)
def test_what_is_no_person_is_refused_in_the_words_of_the_standard(body: bytes, key: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {key}"})
    answer = client.post(USERS, data=body, content_type="application/scim+json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/scim+json"
    assert answer.json()["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]


HALF_A_PAIR = json.loads('"\\ud800"')
"""One of two surrogates: JSON writes it, no text holds it."""


@pytest.mark.parametrize("harm", [HALF_A_PAIR, "a\x00b"], ids=["surrogate", "NUL"])
@pytest.mark.parametrize("where", ["displayName", "externalId", "userName"])
def test_what_no_text_holds_is_refused(ask: Callable[..., Any], harm: str, where: str) -> None:
    assert ask("post", USERS, user(**{where: harm})).status_code == 400
    made = ask("post", USERS, user()).json()["id"]
    patch = {"op": "replace", "path": where, "value": harm}
    body = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [patch]}
    assert ask("patch", f"{USERS}/{made}", body).status_code == 400


def test_a_page_beyond_every_number_is_empty(ask: Callable[..., Any]) -> None:
    for place in (USERS, GROUPS):
        listed = ask("get", f"{place}?startIndex=99999999999999999999")
        assert listed.status_code == 200
        assert listed.json().get("Resources", []) == []


def test_a_name_that_is_emptied_is_told_by_the_other_names(ask: Callable[..., Any]) -> None:
    made = ask("post", USERS, user(displayName="Z. B.")).json()["id"]
    patch = {"op": "replace", "path": "displayName", "value": ""}
    body = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [patch]}
    assert ask("patch", f"{USERS}/{made}", body).status_code == 200
    assert Person.objects.get(pk=made).name == "Zoé Blin"
