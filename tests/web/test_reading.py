"""Reading changes nothing, and nobody else's page can make it write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import models
from django.test import Client
from tests.web.calls import program_of
from tests.web.furnished import addresses, calls, furnish, measured, tables

from levier_web.decisions.models import Decision
from levier_web.organisation.models import AuditLine, Person

if TYPE_CHECKING:
    from collections.abc import Callable

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


ASKED = {"find_similar_signals", "search", "read_why_metric_moved"}
"""Operations that answer a question, which is tried elsewhere."""
NOTHING_THERE = {
    "list_deliveries", "list_notices", "list_source_tokens", "read_alert", "read_budget_line",
    "read_capture_link", "read_channel", "read_mail", "read_source", "read_webhook",
    "take_privacy_file",
}  # fmt: skip
"""Operations of which the furnished company has nothing to read: the tests of their rooms have."""


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table of the application."""
    return {
        model._meta.label: list(models.QuerySet(model).order_by("pk").values_list())
        for model in tables()
    }


def test_no_address_writes_when_it_is_read(
    furnished: None, olga: Person, browser_of: Callable[[Person], Client], settings: Any
) -> None:
    settings.API_PER_MINUTE = 1_000_000
    measured()
    browser, program, before = browser_of(olga), program_of(olga), snapshot()
    lines = set(AuditLine.objects.values_list("pk", flat=True))
    broken, shown = [], set()
    for path in addresses():
        answer = browser.get(path)
        if answer.status_code >= 500:
            broken.append(path)
        if answer.status_code == 200:
            shown.add(answer.resolver_match.view_name)
    read: dict[str, bool] = {}
    for name, path in calls():
        if not read.get(name) and name not in NOTHING_THERE | ASKED:
            status = program.call("GET", path).status_code
            broken += [path] if status >= 500 else []
            read[name] = status == 200
    assert broken == []
    assert len(shown) > 60
    unread = sorted(name for name, answered in read.items() if not answered)
    assert " ".join(unread) == ""
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
