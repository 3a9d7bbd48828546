"""Why a metric moved, from a stored measurement: its parts, their picture and their table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from levier_web.decisions.models import Decision
from levier_web.impact.services.pictures import Part, reconciliation_parts, waterfall_drawn
from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.language import Language
    from levier.workspace.report.charts.drawing import Picture
    from levier_web.impact.models import Measurement


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One metric between two spans."""

    metric: Metric
    item: Mapping[str, Any]
    parts: list[Part]
    picture: Picture


def metrics(measurement: Measurement | None) -> list[Metric]:
    """Give the metrics that a measurement reconciles, in their order."""
    if measurement is None or not measurement.results:
        return []
    slugs = [item["metric"] for item in measurement.results["reconciliation"]]
    return list(Metric.objects.filter(slug__in=slugs))


def shown(measurement: Measurement, slug: str, language: Language) -> Reconciled | None:
    """Give one metric's reconciliation; None when the measurement has none."""
    items = (measurement.results or {}).get("reconciliation", [])
    item = next((one for one in items if one["metric"] == slug), None)
    metric = Metric.objects.filter(slug=slug).first()
    if item is None or metric is None:
        return None
    titles = dict(
        Decision.objects.filter(slug__in=item["parts"]["decisions"]).values_list("slug", "title")
    )
    parts = reconciliation_parts(item, titles, language)
    return Reconciled(metric, item, parts, waterfall_drawn(item, parts, metric.title, language))
