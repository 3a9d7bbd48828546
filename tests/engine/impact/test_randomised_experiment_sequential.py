"""Tests read while they ran: the bound at every look, and how often it is crossed by nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    ExperimentEstimate,
    Sequential,
    measure_experiment,
)

LOOKS = np.unique(np.geomspace(50, 20_000, 80).astype(int))


def read(users: int, mean: float, sequential: Sequential | None) -> ExperimentEstimate:
    arms = [
        ArmStatistics.from_mean("control", users, 1.0, 1.0),
        ArmStatistics.from_mean("new", users, 1.0 + mean, 1.0),
    ]
    return measure_experiment(arms, sequential)


def test_the_bound_is_the_published_formula() -> None:
    """Waudby-Smith et al. (2024), theorem 2.2, at rho^2 = x / t."""
    sequential = Sequential(5_000)
    for t in (100, 5_000, 80_000):
        rho2 = sequential.progress(t) / t
        width = math.sqrt((t * rho2 + 1) / (t**2 * rho2) * math.log((t * rho2 + 1) / 0.05**2))
        assert sequential.bound(t) == pytest.approx(width * math.sqrt(t), rel=1e-12)


def test_the_interval_is_narrowest_for_the_planned_size() -> None:
    at_plan = Sequential(5_000).bound(5_000)
    assert at_plan == pytest.approx(3.03, abs=0.01)
    others = [Sequential(planned).bound(5_000) for planned in (1_000, 3_000, 8_000, 50_000)]
    assert at_plan < min(others)


def test_peeking_proves_nothing_of_nothing() -> None:
    """2,000 tests of nothing, 80 looks each: 5 % at most, where naive peeking finds several times.

    The Monte-Carlo error of 5 % over 2,000 tests is half a point.
    """
    steps = np.diff(LOOKS, prepend=0)
    draws = np.random.default_rng(1).standard_normal((2_000, len(LOOKS)))
    z = (draws * np.sqrt(steps)).cumsum(axis=1) / np.sqrt(LOOKS)
    bounds = np.array([Sequential(10_000).bound(float(users)) for users in LOOKS])
    assert (np.abs(z) > bounds).any(axis=1).mean() <= 0.05
    assert (np.abs(z) > 1.96).any(axis=1).mean() > 0.3


def test_the_p_value_is_the_level_whose_interval_touches_zero() -> None:
    sequential = Sequential(2_000)
    z = np.array([1.0, 3.5, -5.0])
    p = sequential.p_values(z, 3_000)
    assert p[0] == 1.0
    assert [sequential.bound(3_000, level) for level in p[1:]] == pytest.approx([3.5, 5.0])


def test_a_sequential_reading_asks_more_than_a_fixed_one() -> None:
    fixed, valid = read(5_000, 0.05, None), read(5_000, 0.05, Sequential())
    (once,), (always,) = fixed.comparisons, valid.comparisons
    assert once.difference.interval95[0] > 0 > always.difference.interval95[0]
    assert always.difference.sd == once.difference.sd
    assert always.p_value > 0.05 > once.p_value
    half = (always.difference.interval95[1] - always.difference.interval95[0]) / 2
    assert half == pytest.approx(1.95996 * valid.stretch[0] * always.difference.sd, rel=1e-5)


def test_several_treatments_share_the_level() -> None:
    arms = [ArmStatistics.from_mean(name, 2_000, 1.0, 1.0) for name in ("control", "a", "b")]
    found = measure_experiment(arms, Sequential(6_000))
    for comparison in found.comparisons:
        low, high = comparison.difference.simultaneous95
        half = Sequential(6_000).bound(6_000, 0.025) * comparison.difference.sd
        assert (low, high) == pytest.approx((-half, half))


def test_a_size_is_above_zero() -> None:
    with pytest.raises(InvalidArgument, match="planned_users > 0"):
        Sequential(0)
