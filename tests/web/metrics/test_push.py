"""The address that programs call: tokens, scopes, repetition, bounds."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from levier_web.metrics.models import Import, PushToken, Source
from levier_web.metrics.queries import current_observations
from levier_web.metrics.services import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from pytest_django.fixtures import Settings

    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Person

ROWS = [
    {"date": "2025-01-01", "metric": "orders", "value": 10.5},
    {"date": "2025-01-02", "metric": "orders", "value": "11"},
]


@pytest.fixture
def source(orders: Metric) -> Source:
    return Source.objects.create(name="Warehouse", kind="push", applies_alone=True)


@pytest.fixture
def token(fatou: Person, source: Source) -> str:
    return tokens.create(fatou, source, "job", PushToken.Scope.SEND, 30)[1]


def send(token: str | None, rows: Any = None, *, query: str = "", **headers: str) -> HttpResponse:
    """Call as a program does: no cookie, and the check against forgery switched on."""
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    body = rows if isinstance(rows, str) else json.dumps({"rows": ROWS if rows is None else rows})
    client = Client(enforce_csrf_checks=True)
    return client.post(  # type: ignore[return-value]
        f"/metrics/push/{query}", body, content_type="application/json", headers=headers
    )


def told(answer: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_rows_are_kept_as_an_import_in_force(token: str, source: Source) -> None:
    answer = send(token)
    assert answer.status_code == 201
    assert told(answer)["state"] == "applied"
    assert told(answer)["new"] == 2
    assert current_observations()["value"].to_list() == [10.5, 11.0]
    assert Import.objects.get().source == source


def test_a_source_that_does_not_apply_alone_keeps_a_preview(token: str, source: Source) -> None:
    Source.objects.update(applies_alone=False)
    assert told(send(token))["state"] == "preview"
    assert current_observations().is_empty()


def test_without_a_token_that_lives_nothing_is_read(token: str, source: Source) -> None:
    assert send(None).status_code == 401
    assert send("lev_nothing").status_code == 401
    assert Client().post("/metrics/push/", headers={"Authorization": "Basic x"}).status_code == 401
    PushToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    expired = send(token)
    assert (expired.status_code, told(expired)["error"]) == (401, "metrics.token.expired")
    assert expired["WWW-Authenticate"] == "Bearer"
    assert not Import.objects.exists()


def test_a_withdrawn_token_and_an_archived_source_open_nothing(
    token: str, source: Source, fatou: Person
) -> None:
    Source.objects.update(archived=True)
    assert send(token).status_code == 401
    Source.objects.update(archived=False)
    tokens.withdraw(fatou, PushToken.objects.get())
    assert send(token).status_code == 401


def test_a_token_that_only_checks_sends_nothing(fatou: Person, source: Source) -> None:
    clear = tokens.create(fatou, source, "job", PushToken.Scope.CHECK, 30)[1]
    assert send(clear).status_code == 403
    checked = send(clear, query="?check=1")
    assert (checked.status_code, told(checked)["rows"]) == (200, 2)
    assert not Import.objects.exists()


def test_only_the_fingerprint_of_a_token_is_kept(token: str) -> None:
    kept = PushToken.objects.values().get()
    assert token not in json.dumps(kept, default=str)
    assert len(token) > 40


def test_the_same_call_brings_nothing_twice(token: str) -> None:
    first = send(token, **{"Idempotency-Key": "2025-01-02"})
    second = send(token, **{"Idempotency-Key": "2025-01-02"})
    assert (first.status_code, second.status_code) == (201, 200)
    assert told(first) == told(second)
    other = send(token, ROWS[:1], **{"Idempotency-Key": "2025-01-02"})
    assert other.status_code == 409
    assert send(token, **{"Idempotency-Key": "x" * 121}).status_code == 422
    assert Import.objects.count() == 1


def test_faults_name_their_row_and_nothing_stands(token: str) -> None:
    rows = [*ROWS, {"date": "2025-13-01", "metric": "nothing", "value": "x"}]
    answer = send(token, rows)
    assert answer.status_code == 422
    faults = told(answer)["faults"]
    assert {(fault["row"], fault["field"]) for fault in faults} == {
        (3, "date"),
        (3, "metric"),
        (3, "value"),
    }
    assert current_observations().is_empty()


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("not json", "no_json"),
        ('{"rows": [{"date": "2025-01-01", "metric": "orders", "value": NaN}]}', "no_json"),
        ("[" * 100_000, "no_json"),
        ("{}", "no_rows"),
        ("[]", "no_rows"),
        ('["a"]', "no_row"),
        ('[{"date": "2025-01-01", "metrics": "orders"}]', "unknown_field"),
        ('[{"date": "2025-01-01", "metric": ["orders"], "value": 1}]', "bad_value"),
        ('[{"date": "2025-01-01", "metric": "orders", "value": true}]', "bad_value"),
    ],
)
def test_what_is_no_row_is_told(token: str, body: str, error: str) -> None:
    answer = send(token, body)
    assert (answer.status_code, told(answer)["error"]) == (422, f"metrics.push.{error}")
    assert not Import.objects.exists()


def test_a_cell_that_holds_a_line_end_stays_one_cell(token: str) -> None:
    rows = [{"date": "2025-01-01", "metric": "orders\n2025-01-02,orders,9", "value": 1}]
    assert send(token, rows).status_code == 422
    assert current_observations().is_empty()


def test_too_large_and_too_often(
    token: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 50
    assert send(token).status_code == 413
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    monkeypatch.setattr(tokens, "CALLS_A_MINUTE", 3)
    statuses = [send(token, query="?check=1").status_code for _ in range(8)]
    assert 429 in statuses


def test_it_is_called_with_post_only(token: str) -> None:
    answer = Client().get("/metrics/push/", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_a_person_who_is_signed_in_needs_a_token_all_the_same(
    olga: Person, source: Source, browser_of: Callable[[Person], Client]
) -> None:
    body = json.dumps(ROWS)
    answer = browser_of(olga).post("/metrics/push/", body, content_type="application/json")
    assert answer.status_code == 401
