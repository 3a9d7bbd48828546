"""What an import would change, metric by metric, with a picture of before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier_web.metrics.models import Metric
from levier_web.metrics.observed import KEY
from levier_web.metrics.series import over_units
from levier_web.metrics.services.reading import over
from levier_web.metrics.standing import standing_rows

if TYPE_CHECKING:
    from datetime import date

    from levier_web.metrics.observed import Rows

PICTURES = 12
"""Metrics of which the picture is kept; the others have their counts."""
POINTS = 400
"""Points of a picture; a longer series shows its end."""


def compared(rows: Rows) -> dict[str, Any]:
    """Give the summary that a preview shows: one entry for each metric, the most changed first."""
    metrics = {m.slug: m for m in Metric.objects.filter(slug__in=rows["metric"].unique().to_list())}
    standing = standing_rows([metric.pk for metric in metrics.values()])
    before = standing.partition_by("metric", as_dict=True)
    entries = []
    for (slug,), part in rows.partition_by("metric", as_dict=True).items():
        metric = metrics[str(slug)]
        known = before.get((slug,), standing.clear())
        entries.append(
            ({"metric": slug, "title": metric.title, **_counts(part, known)}, known, part)
        )
    entries.sort(key=lambda entry: (-entry[0]["changed"], -entry[0]["new"], entry[0]["metric"]))
    for entry, known, part in entries[:PICTURES]:
        entry["picture"] = _picture(metrics[entry["metric"]], known, part)
    return {"metrics": [entry for entry, _, _ in entries]}


def _counts(rows: Rows, known: Rows) -> dict[str, Any]:
    joined = rows.join(known, on=KEY, how="left", nulls_equal=True, suffix="_known", coalesce=True)
    held = joined["value_known"].is_not_null()
    same = (
        held
        & (joined["value"] == joined["value_known"])
        & joined["weight"].eq_missing(joined["weight_known"])
    )
    first: date = rows["day"].min()  # type: ignore[assignment]
    last: date = rows["day"].max()  # type: ignore[assignment]
    return {
        "rows": rows.height,
        "new": int((~held).sum()),
        "changed": int((held & ~same).sum()),
        "unchanged": int(same.sum()),
        "units": rows["unit"].drop_nulls().n_unique(),
        "first": first.isoformat(),
        "last": last.isoformat(),
    }


def _picture(metric: Metric, known: Rows, rows: Rows) -> dict[str, Any]:
    after = over_units(over(known, rows), metric.kind).tail(POINTS)
    before = over_units(known, metric.kind) if known.height else after.clear()
    joined = after.join(before, on="day", how="left", suffix="_before")
    return {
        "days": [day.isoformat() for day in joined["day"]],
        "before": joined["value_before"].to_list(),
        "after": joined["value"].to_list(),
    }


def total(summary: dict[str, Any]) -> dict[str, int]:
    """Add up the counts of all metrics."""
    entries = summary.get("metrics", [])
    names = ("rows", "new", "changed", "unchanged")
    return {name: sum(entry[name] for entry in entries) for name in names}
