"""Randomised tests drawn with a known effect: how often each way of reading them holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import numpy as np

from benchmarks.panels_tries import Try
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    PerUser,
    Sequential,
    measure_experiment,
    of_cluster_means,
    of_ratio,
)

LIFT = 0.03
USERS = 4_000
Arms = tuple[list[ArmStatistics], Sequential | None]
Draw = Callable[[np.random.Generator, float], Arms]
"""From a generator and a relative effect, the two arms as summed up, and how they are read."""


def spending(generator: np.random.Generator, lift: float) -> Arms:
    """Draw skewed amounts per user."""
    return [_arm(name, generator.gamma(0.5, 40 * gain, USERS)) for name, gain in _both(lift)], None


def sequential(generator: np.random.Generator, lift: float) -> Arms:
    """Draw the same, read at one of many looks."""
    return spending(generator, lift)[0], Sequential(2 * USERS)


def ratio(generator: np.random.Generator, lift: float) -> Arms:
    """Draw orders and visits per user, correlated; the metric is orders per visit."""
    arms = []
    for name, gain in _both(lift):
        visits = 1 + generator.poisson(3 * generator.gamma(2, 0.5, USERS))
        orders = generator.binomial(visits, 0.2 * gain)
        correlation = float(np.corrcoef(orders, visits)[0, 1])
        arms.append(of_ratio(name, USERS, _per_user(orders), _per_user(visits), correlation))
    return arms, None


def clustered(generator: np.random.Generator, lift: float) -> Arms:
    """Draw eight stores an arm whose customers resemble one another."""
    arms = []
    for name, gain in _both(lift):
        stores = 20 * gain * np.exp(0.05 * generator.standard_normal(8))
        means = stores + generator.standard_normal(8)
        arms.append(of_cluster_means(_arm(name, means, USERS), 8))
    return arms, None


EXPERIMENTS: Mapping[str, Draw] = {
    "randomised, skewed amounts": spending,
    "the same, read by a confidence sequence": sequential,
    "randomised, ratio by the delta method": ratio,
    "randomised by store, eight an arm": clustered,
}


def attempt_experiment(draw: Draw, seed: int) -> Try:
    """Draw one test with an effect, in every second case none, and measure it."""
    generator = np.random.default_rng([61, seed])
    lift = LIFT if seed % 2 else 0.0
    arms, reading = draw(generator, lift)
    started = time.process_time()
    (found,) = measure_experiment(arms, sequential=reading).comparisons
    seconds = time.process_time() - started
    reported = found.relative or found.difference
    low, high = reported.interval95
    return Try(low <= lift <= high, not low <= 0 <= high, (high - low) / LIFT, seconds)


def _both(lift: float) -> tuple[tuple[str, float], tuple[str, float]]:
    return ("control", 1.0), ("new", 1 + lift)


def _arm(name: str, values: np.ndarray, users: int = USERS) -> ArmStatistics:
    return ArmStatistics.from_mean(name, users, float(values.mean()), float(values.std(ddof=1)))


def _per_user(values: np.ndarray) -> PerUser:
    return PerUser(float(values.mean()), float(values.std(ddof=1)))
