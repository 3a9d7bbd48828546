"""Cells that cannot be what their column says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.workspace.reading.folder_fixture import Case, cases, check_case, edit

from levier.workspace.reading.findings import shortened

M, D, X, E = "metrics.csv", "decisions.csv", "experiments.csv", "expectations.csv"

MALFORMED = cases(
    Case("no value", edit(M, "5000.5", ""), (M, 8, "value", "missing_value"), "value"),
    Case("text in numbers", edit(M, "5000.5", "5k"), (M, 8, "value", "not_a_number"), "5k"),
    Case("unit in numbers", edit(M, "5000.5", "5 €"), (M, 8, "value", "not_a_number"), "5 €"),
    Case(
        "comma of thousands",
        edit(M, "5000.5", '"1,234"'),
        (M, 8, "value", "ambiguous_number"),
        "1,234",
    ),
    Case("not a number", edit(M, "5000.5", "NaN"), (M, 8, "value", "not_finite"), "NaN"),
    Case("infinite", edit(M, "5000.5", "-inf"), (M, 8, "value", "not_finite"), "-inf"),
    Case("beyond floats", edit(M, "5000.5", "1e999"), (M, 8, "value", "not_finite"), "1e999"),
    Case("not applicable", edit(M, "5000.5", "N/A"), (M, 8, "value", "not_finite"), "N/A"),
    Case("half a user", edit(X, "1000,60", "99.5,60"), (X, 3, "users", "not_whole"), "99.5"),
    Case("no user", edit(X, "1000,60", "0,0"), (X, 3, "users", "not_positive"), "0"),
    Case(
        "more users than can be counted",
        edit(X, "1000,60", "1e300,60"),
        (X, 3, "users", "not_whole"),
        "1e300",
    ),
    Case("word as date", edit(D, "2025-02-01", "soon"), (D, 3, "starts_on", "not_a_date"), "soon"),
    Case(
        "serial number as date",
        edit(M, "2025-01-31", "45688"),
        (M, 8, "date", "not_a_date"),
        "45688",
    ),
    Case(
        "short year",
        edit(M, "2025-01-31", "31/01/25"),
        (M, 8, "date", "not_a_date"),
        "31/01/25",
    ),
    Case(
        "no such day",
        edit(M, "2025-01-31", "2025-02-30"),
        (M, 8, "date", "impossible_date"),
        "2025-02-30",
    ),
    Case(
        "no such day in French",
        (edit(M, "2025-01-31,margin,5000.5", "31/02/2025,margin,5000.5"),),
        (M, 8, "date", "impossible_date"),
        "31/02/2025",
    ),
    Case(
        "day or month first",
        edit(M, "2025-01-31", "01/02/2025"),
        (M, 8, "date", "ambiguous_date"),
        "01/02/2025",
    ),
    Case(
        "month first",
        edit(M, "2025-01-31", "01/31/2025"),
        (M, 8, "date", "month_first_date"),
        "01/31/2025",
    ),
    Case(
        "time of day",
        edit(M, "2025-01-31", "2025-01-31 14:30"),
        (M, 8, "date", "date_with_time"),
        "14:30",
    ),
    Case(
        "too long ago",
        edit(M, "2025-01-31", "1025-01-31"),
        (M, 8, "date", "date_out_of_range"),
        "1025",
    ),
    Case(
        "too far ahead",
        edit(D, "2025-03-01", "2525-03-01"),
        (D, 3, "ends_on", "date_out_of_range"),
        "2525",
    ),
    Case(
        "unknown stage", edit(D, "revenue", "revenu"), (D, 2, "stage", "unknown_choice"), "revenue"
    ),
    Case("unknown shape", edit(E, "step", "steps"), (E, 2, "shape", "unknown_choice"), "step"),
    Case(
        "unknown scale",
        edit(E, "relative", "percent"),
        (E, 2, "scale", "unknown_choice"),
        "relative",
    ),
    Case("maybe", edit(X, "yes", "maybe"), (X, 3, "launched", "not_yes_or_no"), "maybe"),
    Case(
        "blank in an id",
        (edit(D, "\nprice,", "\nnew price,"), edit(E, "price,", "new price,")),
        (D, 3, "id", "bad_id"),
        "new price",
    ),
    Case(
        "formula as id",
        (edit(D, "\nprice,", "\n=1+1,"), edit(E, "price,", "=1+1,")),
        (D, 3, "id", "formula_id"),
        "=1+1",
    ),
    Case(
        "at sign as id",
        (edit(D, "\nprice,", "\n@price,"), edit(E, "price,", "@price,")),
        (D, 3, "id", "formula_id"),
        "@price",
    ),
    Case(
        "negative users",
        edit(X, "1000,60", "-5,"),
        ((X, 3, "conversions", "arm_neither"), (X, 3, "users", "negative")),
        "conversions",
    ),
    Case("negative sd", edit(X, "1000,60,,", "1000,,2,-1"), (X, 3, "sd", "negative"), "-1"),
    Case(
        "correlation above one",
        edit(X, "60,,,,yes", "60,,,1.2,yes"),
        (X, 3, "covariate_correlation", "outside_correlation"),
        "1.2",
    ),
    Case(
        "share above one",
        edit("exposures.csv", "0.5", "50"),
        ("exposures.csv", 2, "share", "outside_share"),
        "50",
    ),
    Case(
        "share of nothing",
        edit("exposures.csv", "0.5", "0"),
        ("exposures.csv", 2, "share", "outside_share"),
        "0",
    ),
    Case("weight of nothing", edit(M, "7.5,,40", "7.5,,0"), (M, 10, "weight", "not_positive"), "0"),
    Case(
        "ramp backwards", edit(E, "300,14", "300,-14"), (E, 3, "ramp_days", "not_positive"), "-14"
    ),
)


@MALFORMED
def test_a_cell_is_refused_with_its_value_and_its_cure(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("\x1b[31mred", "\\x1b[31mred"), ("a" * 100, "a" * 60 + "…"), (None, ""), ("1 234", "1 234")],
)
def test_a_value_is_shown_short_and_harmless(value: object, shown: str) -> None:
    assert shortened(value) == shown
