"""A metric as one series: its units and publications brought together, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier_web.metrics.models.choices import Kind

if TYPE_CHECKING:
    from levier_web.metrics.observed import Rows

ADDED_UP = frozenset({str(Kind.SUM), str(Kind.COUNT)})


def latest_published(rows: Rows) -> Rows:
    """Keep the last publication of each period."""
    if rows["published"].null_count() == rows.height:
        return rows
    return (
        rows.sort("published")
        .unique(("metric", "day", "unit"), keep="last")
        .sort("metric", "day", "unit")
    )


def over_units(rows: Rows, kind: str) -> pl.DataFrame:
    """Give ``day`` and ``value`` over all units of one metric.

    Sums and counts add up; means and ratios are weighted by their denominators, and where they
    have none every unit counts the same.
    """
    latest = latest_published(rows)
    if kind in ADDED_UP:
        brought = pl.col("value").sum()
    else:
        weight = pl.col("weight").fill_null(1.0)
        brought = (pl.col("value") * weight).sum() / weight.sum()
    return latest.group_by("day").agg(brought.alias("value")).sort("day")
