"""R's first recorded run: +27 points (sd 4.5) [18, 36], +21 % [14, 28]."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.series.google import write_google

import levier
from levier.workspace.results import Verdict

if TYPE_CHECKING:
    from levier.workspace.results import Effect

R_AVERAGE, R_SD, R_INTERVAL = 27.0, 4.5, (18.0, 36.0)
R_RELATIVE, R_RELATIVE_INTERVAL = 0.21, (0.14, 0.28)


@pytest.fixture(scope="module")
def effect(tmp_path_factory: pytest.TempPathFactory) -> Effect:
    results = levier.measure(write_google(tmp_path_factory.mktemp("google")))
    assert results.workspace.warnings == ()
    (found,) = results.effects
    return found


def test_medians_lie_in_the_intervals_of_r(effect: Effect) -> None:
    assert R_INTERVAL[0] < effect.average.p50 < R_INTERVAL[1]
    assert R_RELATIVE_INTERVAL[0] < effect.effect.p50 < R_RELATIVE_INTERVAL[1]
    assert effect.window.periods == 30


def test_the_figures_of_r_lie_in_our_intervals(effect: Effect) -> None:
    assert effect.average.low95 < R_AVERAGE < effect.average.high95
    assert effect.effect.low95 < R_RELATIVE < effect.effect.high95


def test_both_call_it_a_gain_and_ours_is_no_surer(effect: Effect) -> None:
    """R knows the shape of the effect for certain; we average over a step and a pulse."""
    assert effect.verdict is Verdict.GAIN
    assert effect.average.high95 - effect.average.low95 > 2 * 1.96 * R_SD * 0.9
    assert effect.probability_right_direction > 0.99
