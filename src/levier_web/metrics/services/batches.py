"""Batches of values: stored, applied, reversed, each in one transaction."""

from __future__ import annotations

from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from levier_web.metrics.digests import refresh_digests
from levier_web.metrics.events import after_commit, observations_changed
from levier_web.metrics.models import Import, Metric, Observation
from levier_web.metrics.services.holding import still_held
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.metrics.observed import Rows
    from levier_web.organisation.models import Person

CHUNK = 5_000
COLUMNS = ("batch_id", "metric_id", "day", "unit", "value", "weight", "published")


def apply_rows(person: Person, name: str, fingerprint: str, rows: Rows) -> Import:
    """Keep rows that were checked elsewhere (a whole workspace) as one applied batch.

    Raises
    ------
    NotAllowed
        When the person may not write metrics.
    Refusal
        When a metric is not defined here.
    """
    demand(person, "metrics.write")
    with transaction.atomic():
        batch = Import.objects.create(name=name[:255], fingerprint=fingerprint, by=person)
        put_in_force(batch, rows, person)
    return batch


def put_in_force(batch: Import, rows: Rows, person: Person | None) -> None:
    """Write the rows of a batch and let them stand; the caller has checked them, and holds it."""
    metrics = _known(rows)
    with transaction.atomic():
        still_held(batch)
        _write(batch, rows, metrics)
        batch.state = Import.State.APPLIED
        batch.applied_at = timezone.now()
        batch.rows, batch.done = rows.height, 100
        if rows.height:
            days = rows["day"]
            batch.first_day, batch.last_day = days.min(), days.max()  # type: ignore[assignment]
        batch.save()
        if batch.source_id is not None:
            Metric.objects.filter(pk__in=metrics.values()).update(fed_by=batch.source_id)
        refresh_digests(metrics.values())
        audit.record(person, "import.applied", batch, rows=rows.height, metrics=len(metrics))
        after_commit(observations_changed, metrics.values())


def reverse(person: Person, batch: Import) -> None:
    """Take a batch out of force: the values that stood before it stand again.

    Raises
    ------
    NotAllowed
        When the person may not bring values in.
    Refusal
        When it is not in force.
    """
    demand(person, "metrics.sources")
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=batch.pk)
        if held.state != Import.State.APPLIED:
            raise Refusal("metrics.import.not_applied")
        held.state, held.reversed_at = Import.State.REVERSED, timezone.now()
        held.save(update_fields=["state", "reversed_at"])
        keys = set(held.observations.order_by().values_list("metric", flat=True).distinct())
        refresh_digests(keys)
        audit.record(person, "import.reversed", held, rows=held.rows)
        after_commit(observations_changed, keys)


def apply_again(person: Person, batch: Import) -> None:
    """Put a reversed batch in force again, as the latest one.

    Raises
    ------
    NotAllowed
        When the person may not bring values in.
    Refusal
        When it was not reversed.
    """
    demand(person, "metrics.sources")
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=batch.pk)
        if held.state != Import.State.REVERSED:
            raise Refusal("metrics.import.not_reversed")
        held.state, held.reversed_at = Import.State.APPLIED, None
        held.applied_at = timezone.now()
        held.save(update_fields=["state", "reversed_at", "applied_at"])
        keys = set(held.observations.order_by().values_list("metric", flat=True).distinct())
        refresh_digests(keys)
        audit.record(person, "import.applied_again", held, rows=held.rows)
        after_commit(observations_changed, keys)


def _known(rows: Rows) -> dict[str, int]:
    slugs = rows["metric"].unique().sort().to_list()
    found = dict(Metric.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    missing = [slug for slug in slugs if slug not in found]
    if missing:
        raise Refusal("metrics.import.unknown_metric", metric=missing[0])
    return found


def _write(batch: Import, rows: Rows, metrics: dict[str, int]) -> None:
    """Write the rows without making an object of each, which would take ten times as long."""
    table = connection.ops.quote_name(Observation._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    marks = ", ".join(["%s"] * len(COLUMNS))
    made = _records(batch, rows, metrics)
    with connection.cursor() as cursor:
        while chunk := list(islice(made, CHUNK)):
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", chunk)  # noqa: S608 - names of our own table


def _records(batch: Import, rows: Rows, metrics: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    adapt = connection.ops.adapt_datetimefield_value
    for metric, day, unit, value, weight, published in rows.iter_rows():
        at = adapt(published.replace(tzinfo=UTC)) if published else None
        yield batch.pk, metrics[metric], day.isoformat(), unit or "", value, weight, at
