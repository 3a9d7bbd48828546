"""Signing in as people do it: through the pages, from an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from levier_web.identity.services import policy

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from levier_web.organisation.models import Person

PASSWORD = "a long enough password"  # noqa: S105 - of the tests only


@pytest.fixture
def rules(olga: Person) -> Callable[..., None]:
    """Say how people come in, as the owner does."""

    def decide(**said: object) -> None:
        held: dict[str, object] = {
            "second_factor_roles": [],
            "sso_only": False,
            "creates_people": False,
            "new_role": "member",
        }
        policy.decide(olga, **(held | said))  # type: ignore[arg-type]

    return decide


@pytest.fixture
def a_provider(settings: object) -> None:
    """A provider in the environment, which nobody asks anything."""
    settings.OIDC_PROVIDERS = [  # type: ignore[attr-defined]
        {
            "id": "oidc",
            "issuer": "https://id.example.org",
            "client_id": "levier",
            "secret": "s",
            "name": "Example ID",
            "scopes": "openid profile email",
            "groups": "groups",
            "trusts_email": "",
        }
    ]


def sign_in(who: str, password: str = PASSWORD, client: Client | None = None) -> HttpResponse:
    """Give a password on the page of signing in."""
    browser = client or Client()
    return browser.post("/sign-in/", {"login": who, "password": password})  # type: ignore[return-value]
