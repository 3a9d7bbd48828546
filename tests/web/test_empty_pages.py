"""Every page without an argument, in both languages, of a company that has nothing yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import resolve
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


LINK = re.compile(r'<a\b[^>]*\shref="(/[^"?#]*)')


def test_no_page_leads_a_reader_to_a_closed_door(
    obi: Person, browser_of: Callable[[Person], Client]
) -> None:
    def opens(view: object) -> bool:
        door = getattr(view, "door", None)
        return door is None or door.read is None or obi.has_perm(door.read)

    browser = browser_of(obi)
    closed = []
    for route in (one for one in ALONE if opens(one.view)):
        answer = browser.get(route.path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        led = LINK.findall(answer.content.decode())
        closed += [(route.path, to) for to in led if not opens(resolve(to).func)]
    assert closed == []
