"""Work done later: large files, sources that are due."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from levier_web.metrics.models import Import, Source
from levier_web.metrics.services import imports, refreshing
from levier_web.organisation.models import Person
from levier_web.ui.refusals import Refusal

LOST = timedelta(hours=2)
"""After so long without an end the worker that had an import is taken to be dead."""


@task()
def read_import(pk: int) -> None:
    """Read a file that was too large to be read while somebody waits."""
    batch = Import.objects.filter(pk=pk, state=Import.State.WAITING).first()
    if batch is None:
        return
    try:
        imports.read_now(batch)
    except Refusal as refusal:
        imports.failed(batch, refusal.key, **refusal.fields)
    except Exception:
        imports.failed(batch, "metrics.import.broke_off")
        raise


@task()
def apply_import(pk: int, person_pk: int) -> None:
    """Put a large import in force."""
    batch = Import.objects.filter(pk=pk, state=Import.State.APPLYING).first()
    if batch is None:
        return
    try:
        imports.apply_now(batch, Person.objects.filter(pk=person_pk).first())
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
    lost = Import.objects.filter(
        state__in=[Import.State.WAITING, Import.State.APPLYING], at__lt=now - LOST
    )
    for batch in lost:
        imports.failed(batch, "metrics.import.broke_off")
    return refreshing.refresh_due(now)
