"""Planted effects are found again, and placebos are not, as often as the intervals say.

Each figure is a share of N simulated experiments; its Monte-Carlo error is sqrt(p(1-p)/N), and
three of them are allowed: a right engine fails one such test in about four hundred, and the
seeds are fixed.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Covariate,
    ExperimentEstimate,
    measure_experiment,
    users_per_arm_for_rate,
)

SIMULATIONS = 1000


def monte_carlo_margin(share: float) -> float:
    return 3 * math.sqrt(share * (1 - share) / SIMULATIONS)


def simulate_rates(
    generator: np.random.Generator, users: int, rates: dict[str, float]
) -> ExperimentEstimate:
    counts = {arm: int(generator.binomial(users, rate)) for arm, rate in rates.items()}
    return measure_experiment(
        [ArmStatistics.from_conversions(arm, users, count) for arm, count in counts.items()]
    )


@pytest.mark.parametrize(("users", "rate"), [(5000, 0.10), (400, 0.05), (120, 0.40)])
def test_intervals_cover_a_planted_effect(users: int, rate: float) -> None:
    generator = np.random.default_rng(20260630)
    truth = {"control": rate, "new": rate * 1.2}
    covered = np.zeros(2)
    for _ in range(SIMULATIONS):
        found = simulate_rates(generator, users, truth).comparisons[0]
        assert found.relative is not None
        for scale, (estimate, value) in enumerate(
            ((found.difference, rate * 0.2), (found.relative, 0.2))
        ):
            covered[scale] += estimate.interval95[0] <= value <= estimate.interval95[1]
    # Discrete counts make small samples cover a little more than said, never less.
    assert (covered / SIMULATIONS >= 0.95 - monte_carlo_margin(0.95)).all()
    assert (covered / SIMULATIONS <= 0.95 + monte_carlo_margin(0.95) + 0.005).all()


def test_three_placebos_raise_one_false_alarm_in_twenty_families() -> None:
    generator = np.random.default_rng(7)
    rates = dict.fromkeys(("control", "a", "b", "c"), 0.08)
    alarms = {"family": 0, "plain": 0}
    for _ in range(SIMULATIONS):
        found = simulate_rates(generator, 3000, rates).comparisons
        alarms["family"] += min(c.adjusted_p_value for c in found) < 0.05
        alarms["plain"] += min(c.p_value for c in found) < 0.05
    assert alarms["family"] / SIMULATIONS == pytest.approx(0.05, abs=monte_carlo_margin(0.05))
    # Without the correction the same families alarm more than twice as often.
    assert alarms["plain"] / SIMULATIONS > 0.09


def test_simultaneous_intervals_hold_for_all_arms_at_once() -> None:
    generator = np.random.default_rng(11)
    truth = {"a": 0.0, "b": 0.4, "c": -0.3}
    held = 0
    for _ in range(SIMULATIONS):
        arms = [
            ArmStatistics.from_mean("control", 200, generator.normal(5, 2 / math.sqrt(200)), 2.0)
        ]
        arms += [
            ArmStatistics.from_mean(arm, 200, generator.normal(5 + d, 2 / math.sqrt(200)), 2.0)
            for arm, d in truth.items()
        ]
        intervals = {
            c.arm: c.difference.simultaneous95 for c in measure_experiment(arms).comparisons
        }
        held += all(low <= truth[arm] <= high for arm, (low, high) in intervals.items())
    assert held / SIMULATIONS == pytest.approx(0.95, abs=monte_carlo_margin(0.95))


def test_users_needed_give_the_power_asked_for() -> None:
    generator = np.random.default_rng(5)
    users = users_per_arm_for_rate(0.10, 0.15)
    rates = {"control": 0.10, "new": 0.115}
    seen = sum(
        simulate_rates(generator, users, rates).comparisons[0].p_value < 0.05
        for _ in range(SIMULATIONS)
    )
    assert seen / SIMULATIONS == pytest.approx(0.80, abs=monte_carlo_margin(0.80))


def draw_arm(generator: np.random.Generator, arm: str, effect: float) -> ArmStatistics:
    """Draw 150 users whose outcome follows what they did before, correlation 0.7."""
    before = generator.normal(20, 5, 150)
    after = (
        10 + effect + 0.7 * 3 * (before - 20) / 5 + generator.normal(0, 3 * math.sqrt(0.51), 150)
    )
    correlation = float(np.corrcoef(before, after)[0, 1])
    covariate = Covariate(float(before.mean()), float(before.std(ddof=1)), correlation)
    return ArmStatistics.from_mean(
        arm, 150, float(after.mean()), float(after.std(ddof=1)), covariate=covariate
    )


def test_cuped_from_raw_users_covers_and_narrows() -> None:
    generator = np.random.default_rng(3)
    errors, covered = [], 0
    for _ in range(SIMULATIONS):
        arms = [draw_arm(generator, "control", 0.0), draw_arm(generator, "new", 0.5)]
        found = measure_experiment(arms).comparisons[0].difference
        errors.append(found.value - 0.5)
        covered += found.interval95[0] <= 0.5 <= found.interval95[1]
    assert covered / SIMULATIONS == pytest.approx(0.95, abs=monte_carlo_margin(0.95))
    # The variance is 1 - 0.7^2 of the plain one; a variance from N draws errs by sqrt(2 / N).
    plain = 2 * 9 / 150
    assert np.var(errors) / plain == pytest.approx(0.51, rel=3 * math.sqrt(2 / SIMULATIONS))
