"""``metrics``: the observations, by metric, checked row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.model import Duplicates, Grain, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.model import Metric
    from levier.workspace.reading.findings import RowFields
    from levier.workspace.reading.sheet import Sheet

_PERIODS = {Grain.MONTH: "1mo", Grain.QUARTER: "1q", Grain.YEAR: "1y"}


def read_metrics(sheet: Sheet, declared: Mapping[str, Metric] | None) -> pl.DataFrame:
    """Read and check every row, in the order of the file.

    Columns: ``date``, ``metric``, ``value``, ``unit``, ``weight``, ``published_on``.

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
            "published_on": sheet.instant("published_on"),
        }
    )
    _check_counts(sheet, frame, metrics)
    _check_once(sheet, frame, [one.id for one in metrics.values() if merges(one)])
    _check_all_or_none(sheet, frame, "unit", "mixed_units")
    _check_all_or_none(sheet, frame, "weight", "mixed_weights")
    _check_all_or_none(sheet, frame, "published_on", "mixed_publications")
    _check_weekdays(sheet, frame, metrics)
    _check_periods(sheet, frame, metrics)
    return frame


def merges(metric: Metric) -> bool:
    """Tell whether ``[data]`` says what becomes of rows of a metric that come several times.

    Means and ratios are never added up.
    """
    if metric.data.duplicates is Duplicates.SUM:
        return metric.kind in (Kind.SUM, Kind.COUNT)
    return metric.data.duplicates is not Duplicates.REFUSE


def _check_counts(sheet: Sheet, frame: pl.DataFrame, metrics: Mapping[str, Metric]) -> None:
    counts = [metric.id for metric in metrics.values() if metric.kind is Kind.COUNT]
    sheet.fault((frame["value"] < 0) & frame["metric"].is_in(counts), "value", "negative_count")


def _check_once(sheet: Sheet, frame: pl.DataFrame, merged: list[str]) -> None:
    """Refuse several rows for one metric, date, unit and publication, however these are written.

    Those of the metrics ``merged`` are made one later.
    """
    key = ("metric", "date", "unit", "published_on")
    usable = frame["date"].is_not_null() & frame["metric"].is_not_null()
    usable = usable & ~frame["metric"].is_in(merged)
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
