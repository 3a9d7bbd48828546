"""Sources asked again and again: when they are due, what a failure means, how late they are."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from levier_web.metrics.models import Import, Source
from levier_web.metrics.services import imports
from levier_web.metrics.services.faults import own
from levier_web.metrics.services.workbooks import as_values
from levier_web.metrics.sources import folder, query
from levier_web.metrics.sources.files import fingerprint
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.organisation.services.suspicious import tried
from levier_web.ui.refusals import Refusal, Suspicious

if TYPE_CHECKING:
    from datetime import datetime

    from levier_web.organisation.models import Person

CADENCES = {
    Source.Cadence.HOURLY: timedelta(hours=1),
    Source.Cadence.DAILY: timedelta(days=1),
    Source.Cadence.WEEKLY: timedelta(weeks=1),
}
RETRIES = 3
BACKOFF = (timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=60))
LEASE = timedelta(minutes=30)
"""How long a try may take before another is started."""
logger = logging.getLogger(__name__)


def refresh_due(now: datetime) -> int:
    """Hand every source that is due to the worker; two calls at once hand each out once."""
    from levier_web.metrics.jobs import refresh_source

    due = Source.objects.filter(archived=False, next_try__lte=now).exclude(kind=Source.Kind.PUSH)
    handed = 0
    for pk, next_try in due.values_list("pk", "next_try"):
        with transaction.atomic():
            claimed = Source.objects.filter(pk=pk, next_try=next_try).update(next_try=now + LEASE)
            if claimed:
                transaction.on_commit(lambda pk=pk: refresh_source.enqueue(pk))  # type: ignore[misc]
                handed += 1
    return handed


def ask_now(person: Person, source: Source, now: datetime) -> None:
    """Ask a source at once because somebody wants it.

    Raises
    ------
    NotAllowed
        When the person may not bring values in.
    """
    demand(person, "metrics.sources")
    audit.record(person, "source.asked", source)
    refresh(source, now)


def refresh(source: Source, now: datetime) -> None:
    """Ask a source and keep what it gave; a failure is kept with its reason and tried again."""
    try:
        _bring(source)
    except Refusal as refusal:
        if isinstance(refusal, Suspicious):
            tried(source.created_by, refusal.key, source=source.pk)
        _note_failure(source, now, own(refusal.key, **refusal.fields))
    except Exception:
        logger.exception("source %s failed", source.pk)
        _note_failure(source, now, own("metrics.source.broke_off"))
    else:
        _note_success(source, now)


def _bring(source: Source) -> None:
    if source.kind == Source.Kind.FOLDER:
        for path in folder.files(source.path):
            with as_values(path, path.name) as (table, name):
                if not _seen(source, table):
                    bring(table, name, source)
    elif source.kind == Source.Kind.QUERY:
        with TemporaryDirectory(prefix="levier-") as name:
            path = Path(name) / "metrics.csv"
            query.fetch(source.connection, source.query, path)
            if not _seen(source, path):
                bring(path, source.name, source)


def _seen(source: Source, path: Path) -> bool:
    """Whether this very content was the last that came from here, or is in force."""
    print_ = fingerprint(path)
    same = source.imports.filter(fingerprint=print_)
    if source.kind == Source.Kind.FOLDER:
        return same.exists()
    last = source.imports.order_by("-pk").first()
    return last is not None and last.fingerprint == print_


def bring(path: Path, name: str, source: Source, call_key: str = "") -> Import:
    """Keep and read a file of a source; put it in force when the source may and it has no fault.

    Raises
    ------
    Refusal
        When the file is none that can be read, or has faults.
    """
    batch = imports.keep(path, name, None, source, call_key)
    reading = imports.read_now(batch)
    if reading.faults:
        raise Refusal("metrics.source.faults", name=name, count=len(reading.faults))
    return batch


def _note_success(source: Source, now: datetime) -> None:
    cadence = CADENCES.get(Source.Cadence(source.cadence)) if source.cadence else None
    source.failures, source.failure, source.late_since = 0, {}, None
    source.tried_at = source.succeeded_at = now
    source.due_at = source.next_try = now + cadence if cadence else None
    _save(source)


def _note_failure(source: Source, now: datetime, failure: dict[str, object]) -> None:
    """Try again soon, three times at most; then at the next hour of the source's cadence."""
    cadence = CADENCES.get(Source.Cadence(source.cadence)) if source.cadence else None
    source.failures += 1
    source.failure, source.tried_at = failure, now
    if cadence is not None:
        source.late_since = source.late_since or source.due_at or now
        again = (source.failures - 1) % (RETRIES + 1)
        source.next_try = now + (BACKOFF[again] if again < RETRIES else cadence)
    _save(source)


def _save(source: Source) -> None:
    source.save(
        update_fields=[
            "failures",
            "failure",
            "late_since",
            "tried_at",
            "succeeded_at",
            "due_at",
            "next_try",
        ]
    )


def waiting_previews() -> Q:
    """Say which imports of sources wait for somebody to look at them."""
    return Q(state=Import.State.PREVIEW, source__isnull=False)
