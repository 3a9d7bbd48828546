"""The columns of values, as this room hands them about."""

from __future__ import annotations

from typing import TypeAlias

import polars as pl

Rows: TypeAlias = pl.DataFrame
"""Columns ``metric`` (slug), ``day``, ``unit`` (null for none), ``value``, ``weight``,
``published`` (universal time, without zone), with at most one row for each of metric, day, unit
and publication."""

KEY = ("metric", "day", "unit", "published")
SCHEMA = pl.Schema(
    {
        "metric": pl.String(),
        "day": pl.Date(),
        "unit": pl.String(),
        "value": pl.Float64(),
        "weight": pl.Float64(),
        "published": pl.Datetime("us"),
    }
)


def no_rows() -> Rows:
    """Give a table without any row."""
    return pl.DataFrame(schema=SCHEMA)
