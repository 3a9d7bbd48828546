"""R's second recorded run: -657 points (sd 736) [-2 076, 832], p = 0.20: claim nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.series.comparison import write_comparison

import levier
from levier.workspace.results import Verdict

if TYPE_CHECKING:
    from levier.workspace.results import Effect

R_AVERAGE, R_SD = -657.0, 736.0
R_RELATIVE, R_RELATIVE_INTERVAL = -0.0083, (-0.026, 0.010)


@pytest.fixture(scope="module")
def effect(tmp_path_factory: pytest.TempPathFactory) -> Effect:
    results = levier.measure(write_comparison(tmp_path_factory.mktemp("comparison")))
    assert results.workspace.warnings == ()
    (found,) = results.effects
    return found


def test_nothing_is_claimed(effect: Effect) -> None:
    assert effect.verdict is Verdict.NOT_PROVEN
    assert effect.average.low95 < 0 < effect.average.high95
    assert effect.settling is not None
    # An effect smaller than what these data can show: R's interval is 3.6 % wide.
    assert effect.settling.detectable > (R_RELATIVE_INTERVAL[1] - R_RELATIVE_INTERVAL[0]) / 2


def test_the_figures_of_r_lie_in_our_intervals(effect: Effect) -> None:
    assert effect.average.low95 < R_AVERAGE < effect.average.high95
    assert effect.effect.low95 < R_RELATIVE < effect.effect.high95


def test_our_median_is_within_the_errors_of_both(effect: Effect) -> None:
    """The two standard errors together: models of one series, so this is generous to neither."""
    sd = (effect.average.high95 - effect.average.low95) / 3.92
    assert abs(effect.average.p50 - R_AVERAGE) < (R_SD**2 + sd**2) ** 0.5
