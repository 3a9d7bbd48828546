"""What must hold for any experiment, whatever its figures."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    ExperimentEstimate,
    measure_experiment,
)

ARMS = ("control", "a", "b", "c")
users = st.integers(20, 100_000)
means = st.floats(1.0, 1e4)
figures = st.tuples(users, means, st.floats(0.05, 0.5))
experiments = st.lists(figures, min_size=2, max_size=4)


def measure(
    arms: list[tuple[int, float, float]], unit: float = 1.0, strata: int = 1
) -> ExperimentEstimate:
    """Measure arms given as users, mean and coefficient of variation; strata are alike."""
    return measure_experiment(
        [
            ArmStatistics.from_mean(name, n, unit * mean, unit * mean * spread, stratum=str(part))
            for name, (n, mean, spread) in zip(ARMS, arms, strict=False)
            for part in range(strata)
        ]
    )


@given(experiments)
@settings(max_examples=60, deadline=None)
def test_estimates_lie_in_their_intervals_and_corrections_only_widen(
    arms: list[tuple[int, float, float]],
) -> None:
    for one in measure(arms).comparisons:
        assert one.relative is not None
        for estimate in (one.difference, one.relative):
            low, high = estimate.interval95
            wide_low, wide_high = estimate.simultaneous95
            assert wide_low <= low <= estimate.value <= high <= wide_high
        assert one.adjusted_p_value >= one.p_value
        assert one.relative.interval95[0] > -1


@given(experiments, st.floats(0.01, 1000))
@settings(max_examples=40, deadline=None)
def test_the_unit_of_the_outcome_does_not_matter(
    arms: list[tuple[int, float, float]], unit: float
) -> None:
    plain, scaled = measure(arms), measure(arms, unit)
    for one, other in zip(plain.comparisons, scaled.comparisons, strict=True):
        assert one.relative is not None
        assert other.relative is not None
        assert other.relative.interval95 == pytest.approx(one.relative.interval95, rel=1e-6)
        assert other.difference.value == pytest.approx(unit * one.difference.value, abs=1e-6 * unit)


@given(experiments, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_does_not_matter(
    arms: list[tuple[int, float, float]], random: Random
) -> None:
    rows = [
        ArmStatistics.from_mean(name, n, mean, spread * mean)
        for name, (n, mean, spread) in zip(ARMS, arms, strict=False)
    ]
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert measure_experiment(shuffled).comparisons == measure_experiment(rows).comparisons


@given(experiments, st.integers(2, 4))
@settings(max_examples=30, deadline=None)
def test_strata_that_are_alike_are_so_many_more_users(
    arms: list[tuple[int, float, float]], strata: int
) -> None:
    split = measure(arms, strata=strata)
    whole = measure([(n * strata, mean, spread) for n, mean, spread in arms])
    assert split.difference.mean == pytest.approx(whole.difference.mean)
    assert split.difference.covariance == pytest.approx(whole.difference.covariance)


@given(experiments)
@settings(max_examples=30, deadline=None)
def test_joint_distributions_are_proper(arms: list[tuple[int, float, float]]) -> None:
    found = measure(arms)
    assert found.log_ratio is not None
    for joint in (found.difference, found.log_ratio):
        assert np.allclose(joint.covariance, joint.covariance.T)
        assert (np.linalg.eigvalsh(joint.covariance) > 0).all()
