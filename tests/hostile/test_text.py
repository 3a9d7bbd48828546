"""Scripts and entities in what is typed, in addresses and in the company's sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML
from tests.hostile.harm import ENTITIES
from tests.web.routes import every_route

from levier_web.ui.harmless_csv import harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person

HARM = "\"><img src=x onerror=alert(1)></script><script>alert('1')</script>{{1234*4321}}"
ASKED = ("q", "sort", "page", "next", "back", "text", "of", "by", "state", "team", "kind", "key")
PATHS = [route.path for route in every_route() if route.name != "account_logout"]


def test_no_page_gives_back_a_script_of_its_address(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    browser, harmed, told = browser_of(olga), [], 0
    question = urlencode(dict.fromkeys(ASKED, HARM))
    for path in PATHS:
        answer = browser.get(f"{path}?{question}")
        assert answer.status_code < 500, path
        if answer.streaming or "html" not in answer.headers.get("Content-Type", ""):
            answer.getvalue()  # to its end: closing it would close the database
            continue
        text = answer.content.decode()
        told += "&lt;img src=x" in text
        if "<img src=x" in text or "<script>alert" in text or "5332114" in text:
            harmed.append(path)
    assert harmed == []
    assert told > 5


def test_every_page_forbids_scripts_of_others(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    browser = browser_of(olga)
    for path in ("/", "/signals/", "/nothing-here/", "/sign-in/", "/decisions/", "/account/"):
        policy = browser.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_a_formula_is_text(sign: str) -> None:
    assert harmless(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"


@pytest.mark.parametrize("before", [" ", "\n", "\ufeff", "\u00a0"])
def test_a_formula_behind_what_a_spreadsheet_skips_is_text(before: str) -> None:
    told = str(harmless(f"{before}=1+1"))
    assert told.startswith("'")


def test_the_company_sign_in_opens_no_entity() -> None:
    with pytest.raises(Exception, match=r"(?i)entit|dtd|doctype"):
        OneLogin_Saml2_XML.to_etree(ENTITIES)
