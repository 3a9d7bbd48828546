"""Published answers of the free-trial screener: fewer enrolments, and do not launch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.experiments.udacity import (
    SMALLEST_THAT_MATTERS,
    arms_of,
    read_days,
    users_by_arm,
    write_udacity,
)

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.sample_ratio import check_sample_ratio
from levier.impact.designs.randomised_experiment import (
    PracticalVerdict,
    measure_experiment,
    practical_verdict,
)
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl


@pytest.fixture(scope="module")
def days() -> pl.DataFrame:
    return read_days()


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("Pageviews", {"control": 345_543, "screener": 344_660}),
        ("Clicks", {"control": 28_378, "screener": 28_325}),
    ],
)
def test_invariants_show_no_mismatch(
    days: pl.DataFrame, column: str, expected: dict[str, int]
) -> None:
    users = users_by_arm(days, column)
    assert users == expected
    assert check_sample_ratio(users).status is CheckStatus.PASSED


@pytest.mark.parametrize(
    ("metric", "value", "low", "high"),
    [
        ("gross-conversion", -0.0206, -0.0291, -0.0120),
        ("net-conversion", -0.0049, -0.0116, 0.0019),
    ],
)
def test_differences_are_those_published(
    days: pl.DataFrame, metric: str, value: float, low: float, high: float
) -> None:
    found = measure_experiment(arms_of(days, metric)).comparisons[0].difference
    # Published to four decimals with the pooled standard error; ours is Newcombe's interval.
    assert (found.value, *found.interval95) == pytest.approx((value, low, high), abs=1e-4)


def test_do_not_launch(days: pl.DataFrame) -> None:
    verdicts = {}
    for metric, threshold in SMALLEST_THAT_MATTERS.items():
        low, high = measure_experiment(arms_of(days, metric)).comparisons[0].difference.interval95
        wanted = (-high, -low) if metric == "gross-conversion" else (low, high)
        verdicts[metric] = practical_verdict(*wanted, threshold)
    # The screener filters enrolments as hoped, but may lose payments by more than is bearable.
    assert verdicts == {
        "gross-conversion": PracticalVerdict.GAIN,
        "net-conversion": PracticalVerdict.LOSS_POSSIBLE,
    }


def test_workspace_is_complete(tmp_path: Path) -> None:
    folder = write_udacity(tmp_path / "udacity")
    experiments = (folder / "experiments.csv").read_text(encoding="utf-8").splitlines()
    expected = "free-trial-screener,gross-conversion,control,17293,3785,2014-10-11,2014-11-02"
    assert expected in experiments
    metrics = (folder / "metrics.csv").read_text(encoding="utf-8").splitlines()
    assert len(metrics) == 1 + 2 * 23


def test_workspace_is_read_without_a_remark(tmp_path: Path) -> None:
    workspace = read(write_udacity(tmp_path / "udacity"))
    assert workspace.warnings == ()
    assert len(workspace.experiments) == 4
