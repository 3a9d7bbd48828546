"""Which figures of an arm go together: a rate, an amount, a ratio; users or clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from levier.workspace.reading.sheet import Sheet

_DENOMINATOR = ("denominator_mean", "denominator_sd", "denominator_correlation")


def check_outcomes(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Note the arms whose figures contradict one another, or leave something out."""
    _check_plain(sheet, frame)
    _check_ratio(sheet)
    _check_clusters(sheet, frame)


def _check_plain(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse more conversions than users, and arms with both outcomes, or with none whole."""
    users = sheet.table.frame["users"]
    sheet.fault(
        frame["conversions"] > frame["users"],
        "conversions",
        "conversions_over_users",
        lambda row: {"users": users[row]},
    )
    counted, mean, sd = (_written(sheet, name) for name in ("conversions", "mean", "sd"))
    sheet.fault(counted & (mean | sd), "conversions", "arm_both")
    sheet.fault(~counted & ~(mean & sd), "conversions", "arm_neither")


def _check_ratio(sheet: Sheet) -> None:
    """Refuse a denominator that is not whole, or that has no numerator."""
    parts = [_written(sheet, name) for name in _DENOMINATOR]
    some, whole = parts[0] | parts[1] | parts[2], parts[0] & parts[1] & parts[2]
    counted = _written(sheet, "conversions")
    sheet.fault(some & (~whole | counted), _DENOMINATOR[0], "ratio_incomplete")
    correlated = _written(sheet, "intra_cluster_correlation")
    sheet.fault(some & correlated, "intra_cluster_correlation", "ratio_of_clusters")


def _check_clusters(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse more clusters than users, and figures of clusters that say too little."""
    users = sheet.table.frame["users"]
    clusters = _written(sheet, "clusters")
    correlated = _written(sheet, "intra_cluster_correlation")
    alone = (correlated | _written(sheet, "cluster_size_sd")) & ~clusters
    sheet.fault(
        frame["clusters"] > frame["users"],
        "clusters",
        "clusters_over_users",
        lambda row: {"users": users[row]},
    )
    sheet.fault(alone, "clusters", "clusters_missing")
    bare = clusters & ~correlated & _written(sheet, "conversions")
    sheet.fault(bare, "intra_cluster_correlation", "cluster_conversions")


def _written(sheet: Sheet, column: str) -> pl.Series:
    """Tell where something was written: what could not be understood has its own fault."""
    return sheet.table.frame[column].is_not_null()
