"""Optimism learned from pairs, and no more than the pairs can tell."""

import numpy as np
import pytest

from levier.forecasting.calibration import learn_calibration
from levier.forecasting.priors import UNCALIBRATED


def pairs(seed: int, count: int, slope: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    forecasts = generator.uniform(0.02, 0.15, count)
    sds = generator.uniform(0.005, 0.02, count)
    shares = generator.normal(slope, 0.2, count)
    truth = shares * forecasts + generator.normal(0, 0.015, count)
    return forecasts, generator.normal(truth, sds), sds


@pytest.mark.parametrize("slope", [0.2, 0.5, 1.0])
def test_many_pairs_reveal_what_forecasts_are_worth(slope: float) -> None:
    learned = learn_calibration(*pairs(1, 400, slope))
    assert learned.slope_mean == pytest.approx(slope, abs=3 * learned.slope_sd)
    assert learned.slope_sd < 0.05
    assert learned.slope_spread == pytest.approx(0.2, abs=0.08)
    assert learned.residual_sd == UNCALIBRATED.residual_sd


def test_surprises_widen_what_is_left_and_calm_does_not_narrow_it() -> None:
    forecasts, measured, sds = pairs(5, 60, 0.6)
    surprised = measured + np.random.default_rng(0).normal(0, 0.08, 60)
    assert learn_calibration(forecasts, surprised, sds).residual_sd > 0.05
    assert learn_calibration(forecasts, measured, sds).residual_sd == UNCALIBRATED.residual_sd


def test_the_slope_is_covered_as_often_as_claimed() -> None:
    """300 organisations of 15 pairs: standard error 1.3 points at 95 %."""
    inside = 0
    for seed in range(300):
        slope = float(np.random.default_rng([2, seed]).normal(0.7, 0.5))
        learned = learn_calibration(*pairs(seed, 15, slope))
        inside += abs(learned.slope_mean - slope) <= 1.96 * learned.slope_sd
    assert inside / 300 >= 0.95 - 4 * 0.013


def test_without_pairs_nothing_is_learned() -> None:
    nothing = np.array([])
    assert learn_calibration(nothing, nothing, nothing) == UNCALIBRATED


def test_measurements_without_precision_change_next_to_nothing() -> None:
    forecasts, measured, _ = pairs(3, 10, 0.0)
    learned = learn_calibration(forecasts, measured, np.full(10, 10.0))
    assert learned.slope_mean == pytest.approx(UNCALIBRATED.slope_mean, abs=0.01)
    assert learned.slope_sd == pytest.approx(UNCALIBRATED.slope_sd, abs=0.01)


def test_the_order_of_pairs_does_not_matter() -> None:
    forecasts, measured, sds = pairs(4, 12, 0.6)
    order = np.random.default_rng(0).permutation(12)
    straight = learn_calibration(forecasts, measured, sds)
    shuffled = learn_calibration(forecasts[order], measured[order], sds[order])
    assert shuffled.slope_mean == pytest.approx(straight.slope_mean)
