"""Rows that are well written and cannot be true together."""

from __future__ import annotations

from pathlib import Path

from tests.engine.workspace.reading.folder_fixture import Case, cases, check_case, edit, put

M, D, X, E, C = "metrics.csv", "decisions.csv", "experiments.csv", "expectations.csv", "costs.csv"
U = "exposures.csv"

MALFORMED = cases(
    Case(
        "unknown metric", edit(M, "margin", "margn"), (M, 8, "metric", "unknown_metric"), "margin"
    ),
    Case(
        "unknown decision",
        edit(E, "price", "prices"),
        (E, 3, "decision", "unknown_decision"),
        "prices",
    ),
    Case("unknown unit", edit(U, "north", "norht"), (U, 2, "unit", "unknown_unit"), "north"),
    Case(
        "cost of an unknown decision",
        edit(C, "checkout", "chekout"),
        (C, 2, "decision", "unknown_decision"),
        "checkout",
    ),
    Case("negative count", edit(M, "110", "-110"), (M, 7, "value", "negative_count"), "-110"),
    Case(
        "same observation twice",
        edit(M, "2025-01-14,visits,110,,\n", "2025-01-13,visits,110,,\n"),
        (M, 7, "date", "duplicate_row"),
        "visits, 2025-01-13",
    ),
    Case(
        "same unit twice",
        edit(M, "20,south", "20,north"),
        (M, 3, "date", "duplicate_row"),
        "north",
    ),
    Case(
        "same decision twice",
        edit(D, "\nprice", "\ncheckout"),
        ((D, 3, "id", "duplicate_row"), (E, 3, "decision", "unknown_decision")),
        "checkout",
    ),
    Case(
        "same expectation twice",
        edit(E, "price,margin", "checkout,orders"),
        (E, 3, "decision", "duplicate_row"),
        "checkout, orders",
    ),
    Case(
        "unit on some rows",
        edit(M, "22,south", "22,"),
        (M, 5, "unit", "mixed_units"),
        "orders",
    ),
    Case(
        "weight on some rows",
        edit(M, "7.8,,42", "7.8,,"),
        (M, 11, "weight", "mixed_weights"),
        "nps",
    ),
    Case(
        "two weekdays",
        edit(M, "2025-01-20,nps,7.8,,42\n", "2025-01-20,nps,7.8,,42\n2025-01-28,nps,7,,42\n"),
        (M, 12, "date", "mixed_weekdays"),
        "2025-01-28",
    ),
    Case(
        "two dates in a month",
        edit(M, "2025-02-28,margin", "2025-01-30,margin"),
        (M, 9, "date", "two_dates_in_period"),
        "2025-01-31",
    ),
    Case(
        "end before start",
        edit(D, "2025-03-01", "2025-01-01"),
        (D, 3, "ends_on", "end_before_start"),
        "2025-01-01",
    ),
    Case(
        "exposure ends before it starts",
        edit(U, ",,0.5", ",2025-01-01,0.5"),
        (U, 2, "ends_on", "end_before_start"),
        "2025-01-01",
    ),
    Case("forecast out of order", edit(E, "0.02", "0.2"), (E, 2, "high", "range_order"), "0.2"),
    Case(
        "nothing to show the effect",
        edit(M, "2025-01-31,margin,5000.5,,\n2025-02-28,margin,5200,,\n", ""),
        (E, 3, "metric", "metric_without_rows"),
        "margin",
    ),
    Case(
        "more conversions than users",
        edit(X, "1000,60", "50,60"),
        (X, 3, "conversions", "conversions_over_users"),
        "50",
    ),
    Case(
        "two outcomes",
        edit(X, "60,,", "60,2,1"),
        (X, 3, "conversions", "arm_both"),
        "mean",
    ),
    Case("no outcome", edit(X, ",60,", ",,"), (X, 3, "conversions", "arm_neither"), "sd"),
    Case("half an outcome", edit(X, "60,,", ",2,"), (X, 3, "conversions", "arm_neither"), "sd"),
    Case("no control", edit(X, "control", "before"), (X, 2, "arm", "no_control"), "control"),
    Case(
        "only control",
        put(X, "decision,metric,arm,users,conversions\ncheckout,orders,Control,10,5\n"),
        (X, 2, "arm", "no_treatment"),
        "checkout",
    ),
    Case("cost of nobody", edit(C, "checkout", ""), (C, 2, "decision", "cost_of_nobody"), "team"),
    Case(
        "cost of two",
        edit(C, "checkout,,", "checkout,,Web"),
        (C, 2, "decision", "cost_of_several"),
        "checkout",
    ),
    Case("cost of nothing", edit(C, "Web,2", "Web,"), (C, 3, "amount", "no_amount"), "person_days"),
    Case(
        "no rate yet",
        edit(C, "2025-01-11", "2024-12-31"),
        (C, 3, "rate", "no_rate"),
        "[[rates]]",
    ),
    Case(
        "amount that disagrees",
        edit(C, "5000,checkout,,,,", "5000,checkout,,,9,500"),
        (C, 2, "amount", "amount_disagrees"),
        "4500",
    ),
)


@MALFORMED
def test_rows_that_cannot_be_true_together_are_refused(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path)
