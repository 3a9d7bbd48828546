"""Ten points were added, and ten points are found: the CausalImpact vignette, both ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.reference.data import reference_file
from tests.reference.series.vignette import ADDED, FILE, FIRST_DAY, STARTS_ON, write_vignette

import levier
from levier.workspace.results import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.results import Effect, Results

R_MEDIAN, R_INTERVAL = 10.5, (9.8, 11.0)
"""What the vignette prints: absolute effect per point, and its 95 % interval."""
SHORTEST = 0.5
"""Half the width of the narrowest interval that the noise allows: its sd is 1, a mean of 30
points against what 70 points predict has a standard error of about sqrt(1/30 + 1/70) = 0.22."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return levier.measure(write_vignette(tmp_path_factory.mktemp("vignette")))


def test_the_ten_points_added_are_inside(results: Results) -> None:
    (effect,) = results.effects
    assert effect.average.low95 < ADDED < effect.average.high95
    assert effect.verdict is Verdict.GAIN
    assert effect.window.periods == 30


def test_the_answer_is_that_of_r(results: Results) -> None:
    """Two models of one series: medians apart by less than the wider interval's half.

    R's standard error is (11.0 - 9.8) / 3.92 = 0.31; ours adds the possible shapes of the effect.
    """
    (effect,) = results.effects
    assert R_INTERVAL[0] < effect.average.p50 < R_INTERVAL[1]
    assert abs(effect.average.p50 - R_MEDIAN) < 0.31
    assert SHORTEST < effect.average.high95 - effect.average.low95 < 2.5
    # R: 9.9 % of a prediction of 107.
    assert effect.effect.p50 == pytest.approx(0.099, abs=0.006)


def test_one_series_and_one_date_give_the_same_answer(results: Results) -> None:
    frame = pl.read_csv(reference_file(FILE)).select(
        pl.lit(FIRST_DAY).dt.offset_by(pl.format("{}d", pl.col("t") - 1)).alias("day"), "y", "x1"
    )
    found = levier.impact(
        frame,
        start=STARTS_ON,
        controls=["x1"],
        kind="mean",
        date_uncertainty_days=0,
        trigger_window="off",
    )
    (effect,) = results.effects
    assert same_figures(found.effect, effect)
    assert found.series.observed == next(v for v in results.series if v.metric == "y").observed
    assert found.reconciliation is not None


def same_figures(one: Effect, other: Effect) -> bool:
    return (one.effect, one.average, one.cumulative, one.verdict, one.grade, one.window) == (
        other.effect,
        other.average,
        other.cumulative,
        other.verdict,
        other.grade,
        other.window,
    )


def test_the_folder_is_read_without_a_remark(results: Results) -> None:
    assert results.workspace.warnings == ()
    assert results.not_measured == ()


def test_the_script_writes_the_same_files_each_time(tmp_path: Path) -> None:
    first, second = (write_vignette(tmp_path / name) for name in ("first", "second"))
    for path in sorted(first.iterdir()):
        assert path.read_bytes() == (second / path.name).read_bytes()
