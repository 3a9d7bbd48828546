"""``experiments``: the arms of the randomised tests, as sufficient statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from levier.workspace.model import ExperimentArm

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.workspace.reading.sheet import Sheet

CONTROL = "control"
_TEST = ("decision", "metric", "stratum")


def read_experiments(
    sheet: Sheet, decisions: Collection[str] | None, metrics: Collection[str] | None
) -> pl.DataFrame:
    """Read and check every row; the columns are the fields of ``ExperimentArm``."""
    starts_on, ends_on = sheet.day("starts_on"), sheet.day("ends_on")
    frame = pl.DataFrame(
        {
            "decision": sheet.reference("decision", decisions, "unknown_decision"),
            "metric": sheet.reference("metric", metrics, "unknown_metric"),
            "arm": _arm(sheet.text("arm", required=True)),
            "users": _users(sheet),
            "conversions": sheet.whole("conversions"),
            "mean": sheet.number("mean"),
            "sd": sheet.not_negative("sd"),
            "stratum": sheet.text("stratum").fill_null(""),
            "covariate_mean": sheet.number("covariate_mean"),
            "covariate_sd": sheet.not_negative("covariate_sd"),
            "covariate_correlation": _correlation(sheet),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "planned_share": sheet.share("planned_share"),
            "launched": sheet.yes_no("launched"),
        }
    )
    sheet.in_order(("starts_on", "ends_on"), (starts_on, ends_on), "end_before_start")
    sheet.once(("decision", "metric", "arm", "stratum"))
    _check_outcome(sheet, frame)
    _check_arms(sheet, frame)
    return frame


def experiments(frame: pl.DataFrame) -> tuple[ExperimentArm, ...]:
    """Build the arms from a table without fault."""
    whole = frame.with_columns(pl.col("users", "conversions").cast(pl.Int64))
    return tuple(ExperimentArm(**row) for row in whole.iter_rows(named=True))


def _arm(cells: pl.Series) -> pl.Series:
    """Forgive the case of ``control``, the one arm whose name means something."""
    lower = cells.str.to_lowercase()
    return lower.zip_with((lower == CONTROL).fill_null(value=False), cells)


def _users(sheet: Sheet) -> pl.Series:
    values = sheet.whole("users", required=True)
    sheet.fault(values == 0, "users", "not_positive")
    return values


def _correlation(sheet: Sheet) -> pl.Series:
    values = sheet.number("covariate_correlation")
    sheet.fault(values.abs() > 1, "covariate_correlation", "outside_correlation")
    return values


def _check_outcome(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse more conversions than users, and arms with both outcomes, or with none whole."""
    users = sheet.table.frame["users"]
    sheet.fault(
        frame["conversions"] > frame["users"],
        "conversions",
        "conversions_over_users",
        lambda row: {"users": users[row]},
    )
    written = sheet.table.frame.select(pl.col("conversions", "mean", "sd").is_not_null())
    counted, mean, sd = written["conversions"], written["mean"], written["sd"]
    sheet.fault(counted & (mean | sd), "conversions", "arm_both")
    sheet.fault(~counted & ~(mean & sd), "conversions", "arm_neither")


def _check_arms(sheet: Sheet, frame: pl.DataFrame) -> None:
    """Refuse a test without ``control``, or with nothing to compare with it."""
    known = frame["decision"].is_not_null() & frame["metric"].is_not_null()
    arm = pl.col("arm").fill_null("")
    groups = frame.select(
        controlled=(arm == CONTROL).any().over(_TEST),
        compared=(arm != CONTROL).any().over(_TEST),
        first=pl.int_range(pl.len()).over(_TEST) == 0,
    )

    def fields(row: int) -> dict[str, object]:
        decision, metric = frame["decision"][row], frame["metric"][row]
        return {"decision": decision, "metric": metric, "stratum": frame["stratum"][row] or "—"}

    start = groups["first"] & known
    sheet.fault(start & ~groups["controlled"], "arm", "no_control", fields)
    sheet.fault(start & ~groups["compared"], "arm", "no_treatment", fields)
