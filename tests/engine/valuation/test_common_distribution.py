"""Tests drawn towards what they have in common: the winner's curse, and what is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from levier.valuation.common_distribution import draw_together
from levier.valuation.shrinkage import GaussianChange

TESTS = 40


def shrunk(estimates: np.ndarray, sds: np.ndarray) -> GaussianChange:
    found = draw_together(estimates, np.diag(sds**2))
    assert found is not None
    return found


def test_eight_schools_are_those_of_the_textbook() -> None:
    """Rubin (1981); posterior means about 6 to 11, sd 6 to 8: Gelman et al. (2013), table 5.3.

    The table has quantiles of 200 draws, to the unit.
    """
    effects = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    errors = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
    found = shrunk(effects, errors)
    assert found.new_mean[0] == pytest.approx(11.4, abs=0.5)
    assert found.new_mean[4] == pytest.approx(5.1, abs=0.5)
    assert np.sqrt(found.new_covariance[0, 0]) == pytest.approx(8.3, abs=0.7)


def gaps_of_the_proven(seed: int) -> tuple[float, float, float]:
    """Plant effects, test them, keep those proven gains; give raw and shrunk excess and its sd."""
    generator = np.random.default_rng(seed)
    truth = generator.normal(0.002, 0.02, TESTS)
    sds = generator.uniform(0.01, 0.03, TESTS)
    seen = truth + sds * generator.standard_normal(TESTS)
    won = seen > 1.96 * sds
    found = shrunk(seen, sds)
    error = np.sqrt(won @ found.new_covariance @ won)
    return (seen - truth)[won].sum(), (found.new_mean - truth)[won].sum(), float(error)


def test_the_sum_of_the_proven_is_no_longer_flattered() -> None:
    """300 companies of forty tests: raw sums are too large, shrunk ones right to their error."""
    raw, drawn, errors = np.array([gaps_of_the_proven(seed) for seed in range(300)]).T
    noise = drawn.std() / np.sqrt(300)
    assert abs(drawn.mean()) < 2.6 * noise
    assert raw.mean() > 20 * noise
    assert np.mean(np.abs(drawn) < 1.96 * errors) == pytest.approx(0.95, abs=0.03)


def test_tests_that_agree_are_drawn_close_together() -> None:
    found = shrunk(np.array([0.02, 0.021, 0.019, 0.02]), np.full(4, 0.02))
    assert np.ptp(found.new_mean) < np.ptp(found.old_mean) / 2
    assert np.sqrt(found.new_covariance[0, 0]) < 0.02


def test_precise_tests_that_differ_are_left_alone() -> None:
    effects = np.array([-0.5, 0.1, 0.9, 1.4])
    found = shrunk(effects, np.full(4, 0.001))
    assert found.new_mean == pytest.approx(effects, abs=1e-4)


def test_the_unit_of_the_effects_does_not_matter() -> None:
    effects, sds = np.array([0.01, 0.05, -0.02]), np.array([0.02, 0.01, 0.03])
    small, large = shrunk(effects, sds), shrunk(100 * effects, 100 * sds)
    assert large.new_mean == pytest.approx(100 * small.new_mean)


def test_two_effects_have_no_spread_to_learn() -> None:
    assert draw_together(np.array([0.1, 0.2]), np.eye(2)) is None


def test_treatments_of_one_control_stay_correlated() -> None:
    errors = 1e-4 * (np.eye(3) + 1)
    found = draw_together(np.array([0.02, 0.05, -0.01]), errors)
    assert found is not None
    draws = np.random.default_rng(1).multivariate_normal(found.old_mean, errors, 4_000)
    carried = found.carry(draws)
    assert carried.mean(axis=0) == pytest.approx(found.new_mean, abs=1e-3)
    assert np.cov(carried.T) == pytest.approx(found.new_covariance, rel=0.25)
