"""SCIM: a public compliance tester finds nothing wrong; keys, closing, groups, what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server

from levier_web.identity.services import tokens
from levier_web.organisation.models import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

USERS, GROUPS = "/scim/v2/Users", "/scim/v2/Groups"


@pytest.fixture
def key(olga: Person) -> str:
    return tokens.make(olga, name="the directory", days=30)


@pytest.fixture
def ask(key: str) -> Callable[..., HttpResponse]:
    def asked(method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        client = Client(headers={"Authorization": f"Bearer {key}"} | headers)
        said = (
            {}
            if body is None
            else {"data": json.dumps(body), "content_type": "application/scim+json"}
        )
        return getattr(client, method)(path, **said)  # type: ignore[no-any-return]

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


def test_a_public_tester_finds_nothing_wrong(key: str) -> None:
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
