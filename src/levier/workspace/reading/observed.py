"""The rows of ``metrics`` as typed arrays: observations, publications, rows made one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from levier.workspace.data_quality.publications import choose
from levier.workspace.model import Duplicates, Merged, Observations, Vintages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.model import Metric

_KEY = ("date", "unit", "published_on")


@dataclass(frozen=True, slots=True)
class Observed:
    """What ``metrics`` holds, by metric."""

    observations: Mapping[str, Observations]
    vintages: Mapping[str, Vintages]
    merged: Mapping[str, Merged]


def observed(frame: pl.DataFrame, metrics: Mapping[str, Metric]) -> Observed:
    """Build the arrays of each metric from a table without fault, in the order of its file."""
    parts = frame.partition_by("metric", as_dict=True, maintain_order=True)
    observations: dict[str, Observations] = {}
    vintages: dict[str, Vintages] = {}
    merged: dict[str, Merged] = {}
    for (name,), part in sorted(parts.items()):
        metric = metrics[str(name)]
        once = _once(part, metric.data.duplicates)
        if once.height < part.height:
            merged[metric.id] = _merged(part, once)
        rows = _rows(once)
        if once["published_on"].null_count():
            observations[metric.id] = rows
            continue
        published = once["published_on"].to_numpy().astype("datetime64[s]")
        vintages[metric.id] = Vintages(rows, published)
        chosen = choose(vintages[metric.id], metric).rows
        if len(chosen.dates):
            observations[metric.id] = chosen
    return Observed(observations, vintages, merged)


def _once(part: pl.DataFrame, duplicates: Duplicates) -> pl.DataFrame:
    """Make rows of one key one, and sort them."""
    rows = part.group_by(_KEY, maintain_order=True)
    match duplicates:
        case Duplicates.SUM:
            once = rows.agg(pl.col("value").sum(), _sum_or_none("weight"))
        case Duplicates.LAST:
            once = rows.agg(pl.col("value", "weight").last())
        case _:
            once = rows.agg(pl.col("value", "weight").first())
    return once.sort(_KEY)


def _sum_or_none(column: str) -> pl.Expr:
    known = pl.col(column).is_not_null().all()
    return pl.when(known).then(pl.col(column).sum()).alias(column)


def _merged(part: pl.DataFrame, once: pl.DataFrame) -> Merged:
    dates = part.filter(part.select(_KEY).is_duplicated())["date"]
    return Merged(part.height - once.height, dates.min(), dates.max())  # type: ignore[arg-type]


def _rows(part: pl.DataFrame) -> Observations:
    units, weights = part["unit"], part["weight"]
    return Observations(
        dates=part["date"].to_numpy().astype("datetime64[D]"),
        values=part["value"].to_numpy(),
        units=None if units.null_count() else np.array(units.to_list(), dtype=np.object_),
        weights=None if weights.null_count() else weights.to_numpy(),
    )
