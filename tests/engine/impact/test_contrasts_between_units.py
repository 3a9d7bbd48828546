"""Decisions that reached some units: planted effects found, chance not mistaken for one."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from levier.errors import InvalidArgument
from levier.impact.designs.contrasts_between_units import (
    ContrastsMeasurement,
    UnitPaths,
    measure_contrasts,
)

Array = NDArray[np.float64]
PERIODS = 60


def steps(first: NDArray[np.int64]) -> UnitPaths:
    """Reach unit i from period first[i] on."""
    heights = (np.arange(PERIODS) >= first[:, None]).astype(float)
    return UnitPaths(heights[:, :, None], np.ones(1))


def noise(seed: int, units: int) -> Array:
    """Draw a season and shocks that all share, and what each unit does by itself."""
    generator = np.random.default_rng(seed)
    common = np.cumsum(0.05 * generator.standard_normal(PERIODS))
    scale = generator.uniform(0.5, 2.0, (units, 1))
    own = 0.04 * scale * generator.standard_normal((units, PERIODS))
    wander = np.cumsum(0.004 * generator.standard_normal((units, PERIODS)), axis=1)
    return np.asarray(5 + generator.standard_normal((units, 1)) + common + own + wander)


def measured(outcome: Array, *paths: UnitPaths) -> ContrastsMeasurement:
    return measure_contrasts(outcome, paths, 0.2, 0.2)


def interval(found: ContrastsMeasurement, k: int = 0) -> Array:
    return found.posterior.mixture.marginal(k).quantiles(np.array([0.025, 0.975]))


EARLY = np.array([30, 35, 40, 45, 99, 99, 99, 99])
LATE = np.array([99, 99, 50, 50, 50, 50, 99, 99])


def test_what_all_units_share_changes_nothing() -> None:
    outcome = noise(1, 8)
    moved = outcome + np.sin(np.arange(PERIODS)) + np.arange(8)[:, None]
    first, second = measured(outcome, steps(EARLY)), measured(moved, steps(EARLY))
    np.testing.assert_allclose(
        first.posterior.mixture.mean, second.posterior.mixture.mean, atol=1e-9
    )


def test_the_order_of_units_changes_nothing() -> None:
    outcome, order = noise(2, 8), np.random.default_rng(0).permutation(8)
    first = measured(outcome, steps(EARLY)).posterior.mixture
    second = measured(outcome[order], steps(EARLY[order])).posterior.mixture
    np.testing.assert_allclose(first.mean, second.mean, atol=1e-9)
    np.testing.assert_allclose(first.covariance, second.covariance, rtol=1e-6)


def test_two_decisions_on_common_units_are_told_apart() -> None:
    early, late = steps(EARLY), steps(LATE)
    outcome = noise(3, 8) + 0.10 * early.heights[:, :, 0] - 0.06 * late.heights[:, :, 0]
    found = measured(outcome, early, late)
    for k, planted in enumerate((0.10, -0.06)):
        low, high = interval(found, k)
        assert low < planted < high
        assert not low < 0 < high


def test_intervals_hold_and_nothing_is_seldom_called_something() -> None:
    """300 panels of eight: 95 % of intervals hold, give or take three Monte-Carlo errors."""
    held, alarms = [], []
    for seed in range(300):
        planted = 0.05 if seed % 2 else 0.0
        outcome = noise(seed, 8) + planted * steps(EARLY).heights[:, :, 0]
        low, high = interval(measured(outcome, steps(EARLY)))
        held.append(low < planted < high)
        if not planted:
            alarms.append(not low < 0 < high)
    error = np.sqrt(0.05 * 0.95 / len(held))
    assert 0.95 - 3 * error < np.mean(held)
    assert np.mean(alarms) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / len(alarms))


def test_a_noisy_unit_counts_for_less() -> None:
    outcome = noise(4, 8)
    outcome[0] += np.random.default_rng(9).standard_normal(PERIODS)
    sd = measured(outcome, steps(EARLY)).unit_sd
    assert sd[0] > 2 * sd[1:].max()


def test_a_decision_for_everyone_cannot_be_seen_between_units() -> None:
    with pytest.raises(InvalidArgument, match="decision 0 reaches every unit alike"):
        measured(noise(5, 8), steps(np.full(8, 30)))


def test_two_units_are_too_few() -> None:
    with pytest.raises(InvalidArgument, match="2 units and 60 periods"):
        measured(noise(6, 2), steps(np.array([30, 99])))
