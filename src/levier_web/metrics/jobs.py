"""Work done later: large files, sources that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task

from levier_web.metrics.models import Import, Source
from levier_web.metrics.services import holding, imports, refreshing
from levier_web.ui.queue import queued
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

State = Import.State


@task()
def read_import(pk: int) -> None:
    """Read a file that was too large to be read while somebody waits, or whose reader died."""
    _work(pk, State.WAITING, imports.read_now)


@task()
def apply_import(pk: int) -> None:
    """Put an import in force that is large, or whose process died."""
    _work(pk, State.APPLYING, imports.apply_now)


def _work(pk: int, state: str, work: Callable[[Import], object]) -> None:
    batch = holding.take(pk, state)
    if batch is None:
        return
    try:
        work(batch)
    except Refusal as refusal:
        imports.failed(batch, refusal.key, **refusal.fields)
    except Exception:
        imports.failed(batch, "metrics.import.broke_off")
        raise


@task()
def refresh_source(pk: int) -> None:
    """Ask a source for its values."""
    source = Source.objects.filter(pk=pk, archived=False).first()
    if source is not None:
        refreshing.refresh(source, timezone.now())


def tick() -> int:
    """Do what is due: called each minute, as often as one likes, by as many as one likes."""
    now = timezone.now()
    for batch in holding.unheld(now):
        job = read_import if batch.state == State.WAITING else apply_import
        if batch.taken >= holding.MOST_TAKEN:
            imports.failed(batch, "metrics.import.broke_off")
        elif not queued(job, batch.pk):
            job.enqueue(batch.pk)
    return refreshing.refresh_due(now)
