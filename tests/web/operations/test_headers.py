"""Headers that keep a browser from doing more than a page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from levier_web.organisation.models import Person

WANTED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Content-Security-Policy": "default-src 'none'",
}


@pytest.mark.parametrize("path", ["/sign-in/", "/ledger/", "/nothing-here/", "/api/v1/ledger"])
def test_every_answer_bears_them(
    eve: Person, browser_of: Callable[[Person], Client], path: str
) -> None:
    answer = browser_of(eve).get(path) if path != "/sign-in/" else Client().get(path)
    for name, value in WANTED.items():
        assert value in answer.headers.get(name, ""), name
    assert {"private", "no-store"} & set(answer["Cache-Control"].replace(" ", "").split(","))


def test_the_policy_of_content_lets_nothing_in_but_own_files(company: object) -> None:
    policy = Client().get("/sign-in/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
