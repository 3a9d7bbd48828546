"""Every page without an argument, in both languages, of a company that has nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.routes import every_route

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person

ALONE = [
    route
    for route in every_route()
    if "999999" not in route.path
    and "nothing" not in route.path
    and route.door is not None
    and not route.door.public
    and route.name != "account_logout"
]
ANSWERS = {200, 302, 405}
"""A page, a way to one, or a place to which one only writes."""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("route", ALONE, ids=lambda route: route.name)
def test_an_empty_company_has_every_page(
    route: object, language: str, olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    olga.language = language
    olga.save()
    answer = browser_of(olga).get(route.path)  # type: ignore[attr-defined]
    assert answer.status_code in ANSWERS
    if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
        text = answer.content.decode()
        if "<html" in text:
            assert f'<html lang="{language}">' in text
            assert text.count("<h1") == 1
