"""``experiments``: the arms of the randomised tests, as sufficient statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from levier.workspace.model import ExperimentArm, Reading
from levier.workspace.reading.experiment_looks import check_looks
from levier.workspace.reading.experiment_outcomes import check_outcomes

if TYPE_CHECKING:
    from collections.abc import Collection

    from levier.workspace.reading.sheet import Sheet

CONTROL = "control"
_TEST = ("decision", "metric", "stratum")
_WHOLE = ("users", "conversions", "planned_users", "clusters")


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
            "users": _counted(sheet, "users", required=True),
            "conversions": sheet.whole("conversions"),
            "mean": sheet.number("mean"),
            "sd": sheet.not_negative("sd"),
            "stratum": sheet.text("stratum").fill_null(""),
            "covariate_mean": sheet.number("covariate_mean"),
            "covariate_sd": sheet.not_negative("covariate_sd"),
            "covariate_correlation": _correlation(sheet, "covariate_correlation"),
            "starts_on": starts_on,
            "ends_on": ends_on,
            "planned_share": sheet.share("planned_share"),
            "launched": sheet.yes_no("launched"),
            "looked_on": sheet.day("looked_on"),
            "reading": sheet.choice("reading", Reading),
            "planned_users": _counted(sheet, "planned_users"),
            "denominator_mean": sheet.positive("denominator_mean"),
            "denominator_sd": sheet.not_negative("denominator_sd"),
            "denominator_correlation": _correlation(sheet, "denominator_correlation"),
            "clusters": _counted(sheet, "clusters"),
            "cluster_size_sd": sheet.not_negative("cluster_size_sd"),
            "intra_cluster_correlation": sheet.share("intra_cluster_correlation"),
        }
    )
    sheet.in_order(("starts_on", "ends_on"), (starts_on, ends_on), "end_before_start")
    sheet.once(("decision", "metric", "arm", "stratum", "looked_on"))
    check_outcomes(sheet, frame)
    _check_arms(sheet, frame)
    check_looks(sheet, frame)
    return frame


def experiments(frame: pl.DataFrame) -> tuple[ExperimentArm, ...]:
    """Build the arms from a table without fault."""
    whole = frame.with_columns(pl.col(_WHOLE).cast(pl.Int64))
    return tuple(_experiment_arm(row) for row in whole.iter_rows(named=True))


def _experiment_arm(row: dict[str, Any]) -> ExperimentArm:
    reading = row.pop("reading")
    return ExperimentArm(**row, reading=Reading(reading) if reading else None)


def _arm(cells: pl.Series) -> pl.Series:
    """Forgive the case of ``control``, the one arm whose name means something."""
    lower = cells.str.to_lowercase()
    return lower.zip_with((lower == CONTROL).fill_null(value=False), cells)


def _counted(sheet: Sheet, column: str, *, required: bool = False) -> pl.Series:
    values = sheet.whole(column, required=required)
    sheet.fault(values == 0, column, "not_positive")
    return values


def _correlation(sheet: Sheet, column: str) -> pl.Series:
    values = sheet.number(column)
    sheet.fault(values.abs() > 1, column, "outside_correlation")
    return values


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
