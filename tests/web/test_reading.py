"""Reading changes nothing, and shows what people wrote as text, whatever they wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import make_password
from django.db import models
from django.test import Client
from tests.web.furnished import addresses, furnish, measured, tables

from levier_web.decisions.models import Decision
from levier_web.organisation.models import AuditLine, Person

if TYPE_CHECKING:
    from collections.abc import Callable

HARM = "\"><img src=x onerror=alert(1)><script>alert('1')</script>{{1234*4321}}"
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
KEPT_AS_IS = {
    "slug", "digest", "previous", "fingerprint", "password", "language", "email", "currency",
    "country", "sort", "scale", "content", "token", "tz", "action", "object_type", "engine",
    "function", "shape", "design", "arm", "unit", "author", "grade", "verdict", "html",
}  # fmt: skip
"""What no person writes freely, or what an address or the program depends on."""


@pytest.fixture
def furnished(olga: Person, paul: Person) -> None:
    furnish(olga, paul)


COUNTED = {
    "organisation.Person",  # signing in notes the last time
    "organisation.AuditLine",  # looked at apart: a secret that is none leaves a line
    "integrations.Counted",  # so are secrets of calendars and walls that are none
    "identity.FailureCount",  # a call without a token is counted, so that guessing is slowed down
}


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table of the application."""
    return {
        model._meta.label: list(models.QuerySet(model).order_by("pk").values_list())
        for model in tables()
    }


def test_no_address_writes_when_it_is_read(
    furnished: None, olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    measured()
    browser, before = browser_of(olga), snapshot()
    lines = set(AuditLine.objects.values_list("pk", flat=True))
    broken, shown = [], set()
    for path in addresses():
        answer = browser.get(path)
        if answer.status_code >= 500:
            broken.append(path)
        if answer.status_code == 200:
            shown.add(answer.resolver_match.view_name)
    assert broken == []
    assert len(shown) > 60
    kept = set(AuditLine.objects.values_list("pk", flat=True)) - lines
    assert {AuditLine.objects.get(pk=pk).action for pk in kept} <= {
        "calendar.refused",
        "capture.refused",
    }
    after = snapshot()
    for table in before:
        if table not in COUNTED:
            assert after[table] == before[table], table


def test_what_people_write_is_shown_as_text(
    furnished: None, olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    for model in tables():
        if model is AuditLine:
            continue
        for field in model._meta.fields:
            free = isinstance(field, models.CharField | models.TextField) and not field.choices
            if free and field.name not in KEPT_AS_IS and not field.is_relation:
                _spoil(model, field)
    measured()
    browser = browser_of(Person.objects.get(pk=olga.pk))
    harmed, carried = [], 0
    for path in addresses():
        answer = browser.get(path)
        assert answer.status_code < 500, path
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        text = answer.content.decode()
        carried += "&lt;script&gt;" in text
        if "<img src=x" in text or "<script>alert" in text or "5332114" in text:
            harmed.append(path)
    assert harmed == []
    assert carried > 25


def _spoil(model: type[models.Model], field: models.Field[object, object]) -> None:
    """Write the harmful text into every row, a number behind it where values differ."""
    most = getattr(field, "max_length", None) or 2000
    rows: models.QuerySet[models.Model] = models.QuerySet(model)
    for row in rows:
        if getattr(row, field.name):
            text = HARM[: most - 9] + str(row.pk)
            models.QuerySet(model).filter(pk=row.pk).update(**{field.name: text})


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
    assert [line[3] for line in tried] == ["refused.ui.other_origin"]
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
