"""``metrics``: the observations, by metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from levier.workspace.model import Grain, Kind, Observations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.model import Metric
    from levier.workspace.reading.findings import RowFields
    from levier.workspace.reading.sheet import Sheet

_PERIODS = {Grain.MONTH: "1mo", Grain.QUARTER: "1q", Grain.YEAR: "1y"}


def read_metrics(sheet: Sheet, declared: Mapping[str, Metric] | None) -> pl.DataFrame:
    """Read and check every row: columns ``date``, ``metric``, ``value``, ``unit``, ``weight``.

    ``declared`` is None when ``levier.toml`` could not be read.
    """
    metrics = declared or {}
    frame = pl.DataFrame(
        {
            "date": sheet.day("date", required=True),
            "metric": sheet.reference("metric", declared, "unknown_metric"),
            "value": sheet.number("value", required=True),
            "unit": sheet.text("unit"),
            "weight": sheet.positive("weight"),
        }
    )
    _check_counts(sheet, frame, metrics)
    _check_once(sheet, frame)
    _check_all_or_none(sheet, frame, "unit", "mixed_units")
    _check_all_or_none(sheet, frame, "weight", "mixed_weights")
    _check_weekdays(sheet, frame, metrics)
    _check_periods(sheet, frame, metrics)
    return frame


def observations(frame: pl.DataFrame) -> dict[str, Observations]:
    """Build the observations of each metric from a table without fault."""
    ordered = frame.sort("metric", "date", "unit", maintain_order=True)
    parts = ordered.partition_by("metric", as_dict=True, maintain_order=True)
    return {str(key[0]): _observations(part) for key, part in parts.items()}


def _observations(part: pl.DataFrame) -> Observations:
    units, weights = part["unit"], part["weight"]
    return Observations(
        dates=part["date"].to_numpy().astype("datetime64[D]"),
        values=part["value"].to_numpy(),
        units=None if units.null_count() else np.array(units.to_list(), dtype=np.object_),
        weights=None if weights.null_count() else weights.to_numpy(),
    )


def _check_counts(sheet: Sheet, frame: pl.DataFrame, metrics: Mapping[str, Metric]) -> None:
    counts = [metric.id for metric in metrics.values() if metric.kind is Kind.COUNT]
    sheet.fault((frame["value"] < 0) & frame["metric"].is_in(counts), "value", "negative_count")


def _check_once(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse several rows for one metric, date and unit, however the date is written."""
    key = ("metric", "date", "unit")
    usable = frame["date"].is_not_null() & frame["metric"].is_not_null()
    repeated = frame.select(key).is_duplicated() & usable
    if not repeated.any():
        return
    numbered = frame.with_row_index("row")
    first = numbered.select(pl.col("row").min().over(key)).to_series()

    def fields(row: int) -> dict[str, object]:
        named = (str(cell) for cell in frame.select(key).row(row) if cell is not None)
        return {"first": int(sheet.table.lines[first[row]]), "cells": ", ".join(named)}

    sheet.fault(repeated & (first != numbered["row"]), "date", "duplicate_row", fields)


def _check_all_or_none(sheet: Sheet, frame: pl.DataFrame, column: str, code: str) -> None:
    """Refuse a metric of which some rows have ``column`` and others have not."""
    written = sheet.table.frame[column].is_not_null()
    if written.all() or not written.any():
        return
    rows = pl.DataFrame({"metric": frame["metric"], "written": written})
    some = rows.select(pl.col("written").any().over("metric")).to_series()
    metric = frame["metric"]
    sheet.fault(
        some & ~written & metric.is_not_null(), column, code, lambda row: {"metric": metric[row]}
    )


def _check_weekdays(sheet: Sheet, frame: pl.DataFrame, metrics: Mapping[str, Metric]) -> None:
    weekly = [metric.id for metric in metrics.values() if metric.grain is Grain.WEEK]
    rows = frame["metric"].is_in(weekly) & frame["date"].is_not_null()
    if not rows.any():
        return
    days = frame.select("metric", weekday=pl.col("date").dt.weekday(), kept=rows)
    usual = days.filter("kept").group_by("metric").agg(pl.col("weekday").mode().min())
    expected = days.join(usual, on="metric", how="left", maintain_order="left")["weekday_right"]
    sheet.fault(
        rows & (days["weekday"] != expected),
        "date",
        "mixed_weekdays",
        lambda row: {"metric": frame["metric"][row]},
    )


def _check_periods(sheet: Sheet, frame: pl.DataFrame, metrics: Mapping[str, Metric]) -> None:
    """Refuse a second date within one month, quarter or year of a metric of that grain."""
    for grain, length in _PERIODS.items():
        ids = [metric.id for metric in metrics.values() if metric.grain is grain]
        rows = frame["metric"].is_in(ids) & frame["date"].is_not_null()
        if not rows.any():
            continue
        dated = frame.select("metric", "date", period=pl.col("date").dt.truncate(length))
        first = dated.select(pl.col("date").first().over("metric", "period")).to_series()
        sheet.fault(
            rows & (dated["date"] != first),
            "date",
            "two_dates_in_period",
            _period_fields(frame["metric"], first, grain),
        )


def _period_fields(metric: pl.Series, first: pl.Series, grain: Grain) -> RowFields:
    def fields(row: int) -> dict[str, object]:
        return {"metric": metric[row], "grain": grain.value, "first": first[row].isoformat()}

    return fields
