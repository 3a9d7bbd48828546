"""Several looks at one test: each whole, each dated, and each counting from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from levier.workspace.reading.sheet import Sheet

_TEST = ("decision", "metric")
_ARM = (*_TEST, "arm", "stratum")


def check_looks(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note looks without a date beside dated ones, without an arm, or that lose users."""
    written = sheet.table.frame["looked_on"].is_not_null()
    if not written.any():
        return
    dated = frame.with_columns(written=written)
    undated = dated.select(pl.col("written").any().over(_TEST) & ~pl.col("written")).to_series()
    sheet.fault(undated, "looked_on", "look_without_date")
    if undated.any():
        return
    sheet.fault(_lacking(dated), "looked_on", "look_incomplete")
    sheet.fault(_losing(dated), "users", "look_not_cumulative")


def _lacking(frame: pl.DataFrame) -> pl.Series:
    """Tell the first row of each look that lacks an arm or a stratum of its test."""
    look = (*_TEST, "looked_on")
    arms = pl.struct("arm", "stratum")
    fewer = arms.n_unique().over(look) < arms.n_unique().over(_TEST)
    first = pl.int_range(pl.len()).over(look) == 0
    return frame.select(fewer & first).to_series()


def _losing(frame: pl.DataFrame) -> pl.Series:
    """Tell the rows with fewer users than an earlier look at the same arm."""
    numbered = frame.with_row_index("row").sort("looked_on", maintain_order=True)
    fewer = pl.col("users") < pl.col("users").cum_max().over(_ARM)
    marked = numbered.with_columns(fewer=fewer.fill_null(value=False))
    return marked.sort("row")["fewer"]
