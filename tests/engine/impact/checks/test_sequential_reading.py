"""What each look of a running test would have said, side by side."""

from __future__ import annotations

import pytest

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.sequential_reading import Look, check_sequential_reading
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Sequential,
    measure_experiment,
)


def look(on: str, users: int, gain: float) -> Look:
    arms = [
        ArmStatistics.from_mean("control", users, 1.0, 1.0),
        ArmStatistics.from_mean("new", users, 1.0 + gain, 1.0),
    ]
    return Look(on, measure_experiment(arms), measure_experiment(arms, Sequential()))


def test_the_looks_that_would_have_fooled_are_named() -> None:
    looks = [look("2026-03-02", 1_000, 0.1), look("2026-03-09", 5_000, 0.01)]
    found = check_sequential_reading(looks)
    assert found.status is CheckStatus.INFORMATIVE
    assert found.figure == 1.0
    assert "2 looks" in found.sentence["en"]
    assert found.sentence["en"].endswith("on: 2026-03-02.")
    assert "2026-03-02" in found.sentence["fr"]


def test_the_table_has_both_readings_of_every_look() -> None:
    looks = [look("2026-03-02", 1_000, 0.1), look("2026-03-09", 5_000, 0.01)]
    table = check_sequential_reading(looks).table
    rows = [dict(zip(check_sequential_reading(looks).columns, row, strict=True)) for row in table]
    assert [(row["look"], row["users"]) for row in rows] == [
        ("2026-03-02", 1_000.0),
        ("2026-03-09", 5_000.0),
    ]
    assert rows[0]["fixed_low95"] == pytest.approx(0.1 - 1.95996 * 0.0447, abs=1e-4)
    assert float(rows[0]["valid_low95"]) < 0 < float(rows[0]["fixed_low95"])


def test_one_look_that_fools_nobody_says_so_shortly() -> None:
    found = check_sequential_reading([look("", 4_000, 0.5)])
    assert found.figure < 1e-6
    assert "proven" not in found.sentence["en"]
