"""Means of scores and the gain of one forecaster on another."""

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from levier.errors import InvalidArgument
from levier.forecasting.mean_loss import mean_range, skill_score


def test_the_range_of_a_mean_is_students() -> None:
    values = [0.01, 0.04, 0.03, 0.10, -0.02]
    found, expected = mean_range(values), ttest_1samp(values, 0.0).confidence_interval(0.95)
    assert (found.low95, found.high95) == pytest.approx((expected.low, expected.high))


def test_the_order_of_cases_changes_nothing() -> None:
    generator = np.random.default_rng(0)
    own, other = generator.exponential(1, 9), generator.exponential(2, 9)
    order = generator.permutation(9)
    assert skill_score(own, other) == skill_score(own[order], other[order])
    assert mean_range(own) == mean_range(own[order])


def test_the_range_of_a_skill_holds_as_often_as_claimed() -> None:
    """600 draws of 30 cases: standard error 0.9 points; Fieller is exact for normal losses only."""
    held = 0
    for seed in range(600):
        generator = np.random.default_rng([1, seed])
        shared = generator.gamma(4, 1, 30)
        found = skill_score(
            shared * generator.gamma(4, 0.2, 30), shared * generator.gamma(4, 0.25, 30)
        )
        held += found.low95 <= 0.2 <= found.high95
    assert held / 600 >= 0.95 - 4 * 0.009


def test_the_same_forecaster_has_no_skill_on_himself() -> None:
    losses = np.random.default_rng(0).gamma(4, 1, 20)
    found = skill_score(losses, losses)
    assert found.skill == 0
    assert (found.low95, found.high95) == pytest.approx((0, 0), abs=1e-6)


def test_a_reference_that_may_lose_nothing_bounds_no_skill() -> None:
    found = skill_score([1.0, 2.0, 3.0], [0.0, 0.1, 5.0])
    assert (found.low95, found.high95) == (-np.inf, 1.0)


def test_two_cases_are_not_enough() -> None:
    with pytest.raises(InvalidArgument, match="at least 3, got 2"):
        mean_range([0.1, 0.2])
