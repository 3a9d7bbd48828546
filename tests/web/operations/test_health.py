"""What programs that watch over Levier see: health, readiness, metrics; never a person."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from levier_web.operations import health
from levier_web.operations.log import JsonFormatter, LineFormatter, masked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.conf import LazySettings

    from levier_web.organisation.models import Person


TOKEN = "a-token-of-the-tests"  # noqa: S105 - of the tests only
NEVER = get_date_max()
"""When a job runs that was given no day: as soon as it can."""


def test_a_process_that_answers_is_alive_without_asking_the_database() -> None:
    assert Client().get("/health/").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/health/", "/ready/", "/service-metrics/"])
def test_programs_inside_reach_it_by_number_and_others_do_not(
    path: str, db: None, settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["levier.example.com"]
    settings.METRICS_TOKEN = TOKEN
    inside = {"host": "10.0.0.7:8000", "authorization": f"Bearer {TOKEN}"}
    answer = Client().get(path, headers=inside)
    assert answer.status_code == 200
    assert "Content-Security-Policy" in answer.headers
    assert answer.headers["X-Request-ID"]
    assert Client().get("/", headers=inside).status_code == 400


def test_it_is_ready_when_everything_is_there(db: None) -> None:
    answer = Client().get("/ready/")
    assert answer.status_code == 200
    assert set(answer.json()["checks"]) == {"database", "migrations", "files", "worker"}


def test_a_queue_that_nobody_empties_is_not_ready(db: None) -> None:
    DBTaskResult.objects.create(
        task_path="levier_web.impact.jobs.measure_company",
        status="READY",
        args_kwargs={"args": [1], "kwargs": {}},
        queue_name="default",
        backend_name="default",
        priority=0,
        run_after=NEVER,
    )
    assert Client().get("/ready/").status_code == 200
    DBTaskResult.objects.update(enqueued_at=timezone.now() - health.WAITS - timedelta(minutes=1))
    answer = Client().get("/ready/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"] is False


def test_a_folder_that_cannot_be_written_is_not_ready(
    db: None, settings: LazySettings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings.MEDIA_ROOT = tmp_path / "file"
    assert Client().get("/ready/").json()["checks"]["files"] is False


def test_tables_that_are_behind_are_not_ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "levier_web.operations.health.MigrationExecutor.migration_plan", lambda *_: [("one", False)]
    )
    assert Client().get("/ready/").json()["checks"]["migrations"] is False


@pytest.mark.parametrize("given", [{}, {"authorization": "Bearer wrong"}, {"authorization": ""}])
def test_metrics_need_their_token(db: None, settings: LazySettings, given: dict[str, str]) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert Client().get("/service-metrics/", headers=given).status_code == 404
    settings.METRICS_TOKEN = ""
    assert Client().get("/service-metrics/", headers=given).status_code == 404


def test_metrics_count_routes_and_name_nobody(
    ana: Person, settings: LazySettings, browser_of: Callable[[Person], Client]
) -> None:
    settings.METRICS_TOKEN = TOKEN
    browser_of(ana).get("/decisions/a-secret-plan/")
    answer = Client().get(
        "/service-metrics/", headers={"authorization": "Bearer a-token-of-the-tests"}
    )
    text = answer.content.decode()
    assert 'levier_requests_total{method="GET",route="decisions/<str:slug>/",status="404"}' in text
    assert "levier_jobs_waiting" in text
    assert "a-secret-plan" not in text
    assert ana.email not in text


def record(message: str, **about: object) -> logging.LogRecord:
    made = logging.LogRecord("levier", logging.INFO, "x.py", 1, message, (), None)
    made.__dict__.update(about)
    return made


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("sign-in of ana.o'hara+x@example.org refused", "ana"),
        ("call with lev_0123456789abcdef refused", "0123456789"),
        ("Authorization: Bearer abc.def.ghi-jkl", "abc.def"),
        ("GET /x?code=s3cret&state=abc", "s3cret"),
        ("from 192.168.10.7", "192.168"),
    ],
)
def test_the_log_masks_people_and_keys(text: str, gone: str) -> None:
    assert gone not in masked(text)
    for formatter in (JsonFormatter(), LineFormatter("{message}", style="{")):
        assert gone not in formatter.format(record(text))


def test_an_error_is_written_without_what_it_holds() -> None:
    made = record("failed")
    wrong = ValueError("ana@example.org")
    made.exc_info = (ValueError, wrong, None)
    line = json.loads(JsonFormatter().format(made))
    assert "ValueError" in line["error"]
    assert "ana@" not in line["error"]


def test_only_known_fields_are_written() -> None:
    line = json.loads(JsonFormatter().format(record("answered", status=200, email="a@b.fr")))
    assert line["status"] == 200
    assert "email" not in line


def test_an_answer_bears_the_number_of_its_request() -> None:
    given = Client().get("/health/", headers={"x-request-id": "abc-123-def"})
    assert given["X-Request-ID"] == "abc-123-def"
    forged = Client().get("/health/", headers={"x-request-id": "a\tb c"})
    assert forged["X-Request-ID"] != "a\tb c"
