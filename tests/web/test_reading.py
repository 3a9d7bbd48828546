"""Reading changes nothing, and nobody else's page can make it write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.db import models
from django.test import Client
from tests.web.comers import CALLS, PAGES, Comer, comers, number  # noqa: F401 - a fixture
from tests.web.furnished import furnish, tables
from tests.web.whose import ASKS, KINDS, OPENED_OTHERWISE

from levier_web.decisions.models import Decision
from levier_web.organisation.models import AuditLine, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LISTS = (
    "/signals/",
    "/decisions/",
    "/metrics/",
    "/impact/",
    "/search/",
    "/ledger/entries/",
    "/organisation/people/",
    "/organisation/list/teams/",
    "/organisation/audit/",
)


@pytest.fixture
def furnished(olga: Person, paul: Person) -> None:
    furnish(olga, paul)


COUNTED = {
    "organisation.Person",  # signing in notes the last time
    "organisation.AuditLine",  # looked at apart: a secret that is none leaves a line
    "integrations.AccessToken",  # says when it was last used
    "integrations.Counted",  # so are secrets of calendars and walls that are none
    "identity.FailureCount",  # a call without a token is counted, so that guessing is slowed down
}


ASKED = {"find_similar_signals", ASKS}
"""Operations that answer a question, which is tried elsewhere."""


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table of the application."""
    return {
        model._meta.label: list(models.QuerySet(model).order_by("pk").values_list())
        for model in tables()
    }


def test_no_address_writes_when_it_is_read(comers: dict[str, Comer]) -> None:  # noqa: F811
    before, lines = snapshot(), set(AuditLine.objects.values_list("pk", flat=True))
    shown: dict[str, set[int]] = {}
    for name, status in readings(comers):
        shown.setdefault(name, set()).add(status)
    assert [name for name, answers in shown.items() if max(answers) >= 500] == []
    pages = {name for name, answers in shown.items() if 200 in answers and name in PAGES}
    assert len(pages) > 100
    assert {name for name in shown if name in CALLS and shown[name] != {200}} == ASKED
    kept = set(AuditLine.objects.values_list("pk", flat=True)) - lines
    assert {AuditLine.objects.get(pk=pk).action for pk in kept} <= {
        "calendar.refused",
        "capture.refused",
        "committee_pack.taken",  # whoever takes figures home leaves a line
        "workspace.exported",
    }
    after = snapshot()
    for table in before:
        if table not in COUNTED:
            assert after[table] == before[table], table


def readings(comers: dict[str, Comer]) -> Iterator[tuple[str, int]]:  # noqa: F811
    """Read everything there is, each row as somebody to whom it opens."""
    anybody = comers["olga"]
    for name, page in PAGES.items():
        if name.startswith(tuple(OPENED_OTHERWISE)):
            yield name, number(anybody.browser.get(page.path))
        elif "{" not in page.pattern and name != "account_logout":
            yield name, anybody.read(name, {})
    for name, (method, path) in CALLS.items():
        if method == "GET" and "{" not in path:
            yield name, anybody.read(name, {})
    for kind in KINDS:
        holes = kind.holes(kind.row())
        for place in kind.places.split():
            if place in PAGES or CALLS[place][0] == "GET":
                yield place, comers[kind.lets_in].read(place, holes)


@pytest.mark.parametrize("referer", ["https://evil.example/", None])
def test_a_form_of_another_origin_is_refused(furnished: None, olga: Person, referer: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(olga, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = snapshot()
    headers = {"origin": "https://evil.example"} if referer else {}
    for path in ("/exchange/out/", "/decisions/new/", "/organisation/list/teams/", "/exchange/"):
        assert browser.post(path, {"name": "x"}, headers=headers).status_code == 403, path
    after = snapshot()
    tried = after.pop("organisation.AuditLine")[len(before.pop("organisation.AuditLine")) :]
    added = AuditLine.objects.filter(pk__in=[line[0] for line in tried])
    assert [line.action for line in added] == ["refused.ui.other_origin"]
    assert after == before


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil",
    ],
)
def test_nobody_is_sent_elsewhere(company: object, olga: Person, back: str) -> None:
    browser = Client()
    answer = browser.post("/language/", {"language": "fr", "back": back})
    assert answer["Location"] == "/"
    olga.password = make_password("a long enough password")
    olga.save()
    answer = browser.post(
        f"/sign-in/?next={back}",
        {"login": olga.email, "password": "a long enough password", "next": back},
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/"


@pytest.mark.parametrize("query", ["q=%00", "page=%00", "sort=%00", "%00=x"])
def test_a_question_that_no_database_stores_is_refused(
    furnished: None, olga: Person, browser_of: Callable[[Person], Client], query: str
) -> None:
    browser = browser_of(olga)
    for path in LISTS:
        assert browser.get(f"{path}?{query}").status_code == 400, path
    assert browser.post("/signals/post/", {"text": "a\x00b"}).status_code == 400


@pytest.mark.parametrize("query", ["q=" + "x%20" * 3000, "page=9e9", "page=-1", "sort=-"])
def test_a_strange_question_is_answered(
    furnished: None, olga: Person, browser_of: Callable[[Person], Client], query: str
) -> None:
    browser = browser_of(olga)
    for path in LISTS:
        assert browser.get(f"{path}?{query}").status_code in {200, 302, 404}, path


def test_a_cell_that_begins_a_formula_is_text_in_every_export(
    furnished: None, olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    Decision.objects.filter(slug="checkout").update(title="=cmd|' /C calc'!A0")
    browser = browser_of(olga)
    exported = 0
    for path in ("/decisions/", "/impact/", "/signals/", "/metrics/", "/ledger/entries/"):
        answer = browser.get(f"{path}?export=csv")
        text = answer.content
        if "csv" in answer["Content-Type"]:
            exported += 1
            assert b",=cmd" not in text
            assert b"\n=cmd" not in text
    assert exported >= 2
