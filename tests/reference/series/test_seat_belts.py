"""Durbin & Koopman's seat belts: -0.238 on the logarithm (about -21 %) once the law is in force.

Their model (*Time Series Analysis by State Space Methods*; Harvey & Durbin, JRSS-A 1986) has a
local level, a fixed season, log petrol price and the law; maximum likelihood on the same file
gives -0.236 with a standard error of 0.046.
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.reference.series.seat_belts import write_seat_belts

import levier
from levier.workspace.results import Grade, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.results import Effect, Results

PUBLISHED = math.expm1(-0.238)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return levier.measure(write_seat_belts(tmp_path_factory.mktemp("seat_belts")))


@pytest.fixture(scope="module")
def effect(results: Results) -> Effect:
    (found,) = results.effects
    return found


def test_the_published_coefficient_is_inside(effect: Effect) -> None:
    assert effect.effect.low95 < PUBLISHED < effect.effect.high95


def test_the_median_is_close_to_it(effect: Effect) -> None:
    """Within five points: the published standard error is 0.046 of the logarithm, 3.6 points.

    Ours leans to zero: a priori most decisions move a metric by less than a fifth.
    """
    assert effect.effect.p50 == pytest.approx(PUBLISHED, abs=0.05)


def test_fewer_casualties_are_a_gain(effect: Effect) -> None:
    assert effect.verdict is Verdict.GAIN
    assert effect.cumulative.high95 < 0
    assert effect.probability_right_direction > 0.99


def test_a_control_earns_the_grade_of_a_series_with_controls(effect: Effect) -> None:
    assert effect.grade is Grade.C
    assert effect.window.periods == 23


def test_the_law_explains_most_of_the_fall_of_its_first_year(tmp_path: Path) -> None:
    results = levier.measure(
        write_seat_belts(tmp_path),
        before=(date(1982, 2, 1), date(1983, 1, 31)),
        after=(date(1983, 2, 1), date(1984, 1, 31)),
    )
    (found,) = (one for one in results.reconciliation if one.metric == "drivers")
    law = found.parts.decisions["law"]
    others = found.parts.trend + found.parts.season + found.parts.controls + found.parts.unexplained
    assert law + others == pytest.approx(found.observed_change, rel=1e-9)
    assert found.observed_change < 0
    assert law < -abs(others)


def test_the_folder_is_read_without_a_remark(results: Results) -> None:
    assert results.workspace.warnings == ()
