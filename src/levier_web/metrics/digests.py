"""What lists show of a metric's values, written when values change, not when lists are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.metrics.models import Metric
from levier_web.metrics.series import over_units
from levier_web.metrics.standing import standing_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from levier_web.metrics.observed import Rows

TAIL = 40
"""How many last periods the small picture shows."""
WRITTEN = ("rows", "units", "first_day", "last_day", "tail")


def refresh_digests(metric_ids: Iterable[int]) -> None:
    """Bring the figures of lists up to date for these metrics."""
    metrics = list(Metric.objects.filter(pk__in=set(metric_ids)))
    if not metrics:
        return
    rows = standing_rows([metric.pk for metric in metrics])
    parts = rows.partition_by("metric", as_dict=True)
    for metric in metrics:
        _digest(metric, parts.get((metric.slug,), rows.clear()))
    Metric.objects.bulk_update(metrics, WRITTEN, batch_size=500)


def _digest(metric: Metric, rows: Rows) -> None:
    days = rows["day"]
    first: date | None = days.min()  # type: ignore[assignment]
    last: date | None = days.max()  # type: ignore[assignment]
    metric.rows, metric.first_day, metric.last_day = rows.height, first, last
    metric.units = rows["unit"].drop_nulls().n_unique()
    series = over_units(rows, metric.kind)
    metric.tail = [float(f"{value:.6g}") for value in series["value"].tail(TAIL)]
