"""The values that stand: of all applied imports, the last one to hold a value wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from django.db import connection

from levier_web.metrics.models import Import, Metric, Observation
from levier_web.metrics.observed import KEY, SCHEMA, no_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from levier_web.metrics.observed import Rows

CHUNK = 20_000
RAW = ("metric_id", "day", "unit", "value", "weight", "published", "batch_id", "id")


def standing_rows(metric_ids: Collection[int] | None = None) -> Rows:
    """Give the rows that stand, in the order of metrics, days, units and publications.

    Three queries, whatever the number of metrics and rows. The values are fetched as the database
    driver gives them and turned into columns in one go: making 200,000 objects would take longer
    than everything else.
    """
    metrics = _metrics(metric_ids)
    ranks = {pk: place for place, pk in enumerate(_batches())}
    if not ranks or metrics.is_empty():
        return no_rows()
    raw = _raw(metric_ids)
    if raw.is_empty():
        return no_rows()
    batches = pl.DataFrame({"batch_id": list(ranks), "rank": list(ranks.values())})
    ranked = raw.join(batches, on="batch_id").join(metrics, on="metric_id")
    if len(ranks) > 1 or ranked.select(KEY).is_duplicated().any():
        ranked = ranked.sort("rank", "id").unique(KEY, keep="last")
    return ranked.sort("place", "day", "unit", "published").select(SCHEMA.names())


def _metrics(metric_ids: Collection[int] | None) -> pl.DataFrame:
    rows = Metric.objects.order_by("position", "slug")
    if metric_ids is not None:
        rows = rows.filter(pk__in=metric_ids)
    pairs = list(rows.values_list("pk", "slug"))
    return pl.DataFrame(
        {
            "metric_id": [pk for pk, _ in pairs],
            "metric": [slug for _, slug in pairs],
            "place": list(range(len(pairs))),
        },
        schema={"metric_id": pl.Int64, "metric": pl.String, "place": pl.Int64},
    )


def _batches() -> list[int]:
    applied = Import.objects.filter(state=Import.State.APPLIED)
    return list(applied.order_by("applied_at", "pk").values_list("pk", flat=True))


def _raw(metric_ids: Collection[int] | None) -> pl.DataFrame:
    rows: QuerySet[Observation, Any] = Observation.objects.filter(
        batch__state=Import.State.APPLIED
    ).order_by()
    if metric_ids is not None:
        rows = rows.filter(metric__in=metric_ids)
    sql, values = rows.values_list(*RAW).query.sql_with_params()
    frames: list[pl.DataFrame] = []
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while chunk := cursor.fetchmany(CHUNK):
            frames.append(_frame(chunk))
    return pl.concat(frames) if frames else _frame([])


def _frame(chunk: list[Any]) -> pl.DataFrame:
    """Turn what a driver gave into columns; PostgreSQL gives hours with their zone."""
    zone = None if connection.vendor == "sqlite" else "UTC"
    schema: dict[str, Any] = {
        "metric_id": pl.Int64,
        "day": pl.Date,
        "unit": pl.String,
        "value": pl.Float64,
        "weight": pl.Float64,
        "published": pl.Datetime("us", zone),
        "batch_id": pl.Int64,
        "id": pl.Int64,
    }
    return pl.DataFrame(chunk, schema=schema, orient="row").with_columns(
        published=pl.col("published").dt.replace_time_zone(None),
        unit=pl.when(pl.col("unit") != "").then(pl.col("unit")),
    )
