"""Who gets in where: every role at every address, generated so that none can be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import resolve
from tests.web.conftest import lowered
from tests.web.routes import Route, every_route

from levier_web.organisation.models import Person, Role
from levier_web.organisation.roles import GRANTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import RequestFactory

ROUTES = every_route()
GUARDED = [
    route
    for route in ROUTES
    if route.door and not route.door.public and route.name != "account_logout"
]


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: r.name)
def test_every_view_declares_its_door(route: Route) -> None:
    assert route.door is not None
    for permission in (route.door.read, route.door.write):
        assert permission is None or permission in GRANTED


@pytest.mark.parametrize("route", GUARDED, ids=lambda r: r.name)
def test_a_stranger_is_sent_to_sign_in(route: Route, company: object) -> None:
    for answer in (Client().get(route.path), Client().post(route.path)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("role", list(Role))
def test_each_role_passes_the_doors_it_was_granted_and_no_other(
    role: Role, by_role: dict[Role, Person], browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(by_role[role])
    lowered(by_role[role], lambda: browser.get("/organisation/audit/"))
    wrong: list[str] = []
    for route in GUARDED:
        assert route.door is not None
        for method, permission in (("get", route.door.read), ("post", route.door.write)):
            granted = permission is None or role in GRANTED[permission]
            answer = getattr(browser, method)(route.path)
            refused = answer.status_code == 403
            if refused is granted:
                wrong.append(f"{method} {route.name}: {answer.status_code}, granted: {granted}")
    assert wrong == []


OF_LIBRARIES = ("account_", "mfa_", "openid_connect_", "saml_", "socialaccount_")
"""Whose pages answer, or lead elsewhere, in their own way."""
KEYED = {"metrics:push", "mcp", *(r.name for r in ROUTES if r.name.startswith("scim:"))}
"""Doors of programs, which ask for the key before anything else."""


def test_no_page_answers_to_another_method_than_its_own(olga: Person, rf: RequestFactory) -> None:
    wrong = []
    for route in ROUTES:
        if route.name in KEYED or route.name.startswith(OF_LIBRARIES):
            continue
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FROB"):
            request = rf.generic(method, route.path)
            request.user = olga
            answer = route.view(request, **resolve(route.path).kwargs)
            if answer.status_code != 405:
                wrong.append(f"{method} {route.name}: {answer.status_code}")
    assert wrong == []


def test_a_library_answers_to_another_method_without_breaking(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    browser, before = browser_of(olga), Person.objects.values_list().get(pk=olga.pk)
    for route in ROUTES:
        if route.name.startswith(OF_LIBRARIES):
            for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
                assert browser.generic(method, route.path).status_code < 500, route.name
    assert Person.objects.values_list().get(pk=olga.pk) == before
