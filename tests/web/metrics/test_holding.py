"""Imports whose process dies or stalls: taken up again, and in force once."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.reading import text_of

from levier_web.metrics import jobs
from levier_web.metrics.models import Import, Metric, Observation, Source
from levier_web.metrics.services import batches, holding, imports
from levier_web.metrics.services.faults import worded
from levier_web.metrics.services.reading import read_values
from levier_web.organisation.models import AuditLine
from levier_web.ui.words import say

from .given import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from levier_web.organisation.models import Person

    Upload = Callable[..., SimpleUploadedFile]

ROWS = "date,metric,value\n2025-01-01,orders,10.5\n2025-01-02,orders,11\n"
State = Import.State


def ago(seconds: float) -> datetime:
    return timezone.now() - timedelta(seconds=seconds)


def died(batch: Import, state: str, person: Person | None = None) -> Import:
    """Leave an import as a process leaves it that was killed some minutes ago."""
    Import.objects.filter(pk=batch.pk).update(
        state=state, taken=1, beat_at=timezone.now() - holding.SILENT, applied_by=person
    )
    batch.refresh_from_db()
    return batch


@pytest.fixture
def batch(fatou: Person, orders: Metric, upload: Upload) -> Import:
    return imports.receive(fatou, upload(ROWS))


def applied_lines() -> list[Person | None]:
    return [line.actor for line in AuditLine.objects.filter(action="import.applied")]


def test_what_a_dead_process_was_applying_is_applied_once(fatou: Person, batch: Import) -> None:
    died(batch, State.APPLYING, fatou)
    for _ in range(3):
        jobs.tick()
    batch.refresh_from_db()
    assert (batch.state, Observation.objects.count()) == (State.APPLIED, 2)
    assert applied_lines() == [fatou]


def test_what_a_dead_process_was_reading_is_read(batch: Import) -> None:
    Import.objects.filter(pk=batch.pk).update(summary={}, rows=0)
    died(batch, State.WAITING)
    jobs.tick()
    batch.refresh_from_db()
    assert (batch.state, batch.rows) == (State.PREVIEW, 2)


def test_what_a_source_applies_alone_is_applied_after_its_reader_died(batch: Import) -> None:
    alone = Source.objects.create(name="Exports", kind=Source.Kind.FOLDER, applies_alone=True)
    Import.objects.filter(pk=batch.pk).update(source=alone)
    died(batch, State.WAITING)
    jobs.tick()
    batch.refresh_from_db()
    assert (batch.state, Observation.objects.count()) == (State.APPLIED, 2)


def test_nobody_takes_what_another_living_process_holds(batch: Import) -> None:
    """However long ago the file came: only silence counts."""
    for state in holding.BUSY:
        Import.objects.update(state=state, at=ago(86_400), beat_at=ago(100), taken=1)
        jobs.tick()
        assert holding.take(batch.pk, state) is None
        batch.refresh_from_db()
        assert (batch.state, batch.taken) == (state, 1)


def test_who_was_taken_for_dead_changes_nothing(fatou: Person, batch: Import) -> None:
    sleeper = died(batch, State.APPLYING, fatou)
    rows = read_values(imports.path_of(batch), ".csv").rows
    taken = holding.take(batch.pk, State.APPLYING)
    assert taken is not None
    with Refused("metrics.import.not_waiting"):
        batches.put_in_force(sleeper, rows, fatou)
    imports.failed(sleeper, "metrics.import.broke_off")
    imports.apply_now(taken)
    with Refused("metrics.import.not_waiting"):
        imports.apply_now(sleeper)
    imports.failed(taken, "metrics.import.not_waiting")
    batch.refresh_from_db()
    assert (batch.state, Observation.objects.count()) == (State.APPLIED, 2)
    assert applied_lines() == [fatou]


def test_a_reader_that_wakes_up_late_does_not_open_again_what_is_in_force(
    fatou: Person, batch: Import
) -> None:
    sleeper = died(batch, State.WAITING)
    jobs.tick()
    imports.apply(fatou, Import.objects.get())
    with Refused("metrics.import.not_waiting"):
        imports.read_now(sleeper)
    batch.refresh_from_db()
    assert (batch.state, Observation.objects.count()) == (State.APPLIED, 2)


def test_what_ends_its_process_each_time_is_refused_in_words(batch: Import) -> None:
    died(batch, State.APPLYING)
    Import.objects.update(taken=holding.MOST_TAKEN)
    jobs.tick()
    batch.refresh_from_db()
    assert batch.state == State.REFUSED
    assert [fault.sentence for fault in worded(batch.faults)] == [say("metrics.import.broke_off")]
    assert not Observation.objects.exists()


def test_work_that_never_reached_the_queue_is_put_there_once(batch: Import, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    Import.objects.update(state=State.APPLYING, beat_at=None)
    for _ in range(3):
        jobs.tick()
    told = DBTaskResult.objects.filter(task_path__endswith="apply_import")
    assert [one.args_kwargs["args"] for one in told] == [[batch.pk]]


@pytest.mark.parametrize(("beat", "word"), [(None, "queued"), (90, "silent"), (5, "")])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_page_says_why_it_does_not_go_on(
    batch: Import,
    fatou: Person,
    browser_of: Callable[[Person], Client],
    beat: int | None,
    word: str,
    language: Any,
) -> None:
    fatou.language = language
    fatou.save()
    Import.objects.update(state=State.APPLYING, beat_at=ago(beat) if beat else None)
    told = text_of(browser_of(fatou).get(f"/metrics/imports/{batch.pk}/"))
    said = [one for one in ("queued", "silent") if say(f"metrics.import.{one}", language) in told]
    assert said == ([word] if word else [])


@pytest.mark.django_db(transaction=True)
def test_who_works_says_so_until_the_work_is_over(
    batch: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("a database in memory belongs to one thread; test_killed beats on a file")
    monkeypatch.setattr(holding, "BEAT", 0.01)
    Import.objects.update(state=State.APPLYING, beat_at=ago(100), taken=batch.taken)
    with holding.alive(batch):
        end = time.monotonic() + 30
        while not Import.objects.filter(beat_at__gt=ago(50)).exists():
            assert time.monotonic() < end
    over = Import.objects.get().beat_at
    assert over == Import.objects.get().beat_at
