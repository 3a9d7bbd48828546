"""Ratios of two means per user: the delta method against users drawn one by one."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Covariate,
    NotAnExperiment,
    PerUser,
    Refusal,
    measure_experiment,
    of_ratio,
)

Array = NDArray[np.float64]


def sessions(generator: np.random.Generator, users: int, per_session: float) -> tuple[Array, Array]:
    """Draw what each user spent and in how many sessions: heavy users spend less a session."""
    count: Array = (1 + generator.poisson(generator.gamma(1.0, 4.0, users))).astype(np.float64)
    spent: Array = count * per_session * 4 / (3 + np.sqrt(count)) * generator.gamma(2.0, 0.5, users)
    return spent, count


def arm(name: str, spent: Array, count: Array) -> ArmStatistics:
    return of_ratio(
        name,
        len(spent),
        PerUser(float(spent.mean()), float(spent.std(ddof=1))),
        PerUser(float(count.mean()), float(count.std(ddof=1))),
        float(np.corrcoef(spent, count)[0, 1]),
    )


def test_the_error_is_that_of_samples_drawn_again() -> None:
    """The standard deviation of 2,000 ratios is known to 1.6 %."""
    generator = np.random.default_rng(3)
    ratios, errors = [], []
    for _ in range(2_000):
        one = arm("control", *sessions(generator, 400, 2.0))
        ratios.append(one.mean)
        errors.append((one.variance / one.users) ** 0.5)
    assert float(np.mean(errors)) == pytest.approx(float(np.std(ratios)), rel=0.05)


def test_sessions_taken_for_independent_would_be_wrong() -> None:
    """A constant spend a session has no error at all; sessions alone would not know it."""
    count: Array = (1 + np.random.default_rng(4).poisson(3.0, 500)).astype(np.float64)
    one = arm("control", 2.0 * count, count)
    assert one.mean == pytest.approx(2.0)
    assert one.variance == pytest.approx(0.0, abs=1e-9)


def test_the_total_is_over_the_sessions() -> None:
    generator = np.random.default_rng(5)
    control, treated = sessions(generator, 3_000, 2.0), sessions(generator, 3_000, 2.6)
    found = measure_experiment([arm("control", *control), arm("new", *treated)])
    (comparison,) = found.comparisons
    assert comparison.users == 3_000
    assert comparison.volume == pytest.approx(treated[1].sum())
    gain = treated[0].sum() / treated[1].sum() - control[0].sum() / control[1].sum()
    assert comparison.incremental.value == pytest.approx(gain * treated[1].sum())
    assert comparison.difference.interval95[0] > 0


def test_a_denominator_near_zero_is_refused() -> None:
    with pytest.raises(NotAnExperiment) as caught:
        of_ratio("new", 100, PerUser(1.0, 1.0), PerUser(0.2, 1.0), 0.5)
    assert caught.value.refusal is Refusal.DENOMINATOR_NEAR_ZERO


def test_impossible_figures_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="correlation"):
        of_ratio("new", 100, PerUser(1.0, 1.0), PerUser(2.0, 1.0), 1.5)


def test_a_covariate_of_a_ratio_and_mixed_outcomes_are_refused() -> None:
    ratio = of_ratio("control", 100, PerUser(1.0, 1.0), PerUser(2.0, 1.0), 0.5)
    plain = ArmStatistics.from_mean("new", 100, 0.5, 0.5)
    with pytest.raises(NotAnExperiment) as caught:
        measure_experiment([ratio, plain])
    assert caught.value.refusal is Refusal.MIXED_STATISTICS
    both = [
        ArmStatistics(name, 100, 0.5, 0.3, covariate=Covariate(1.0, 1.0, 0.5), volume=200.0)
        for name in ("control", "new")
    ]
    with pytest.raises(NotAnExperiment) as caught:
        measure_experiment(both)
    assert caught.value.refusal is Refusal.RATIO_COVARIATE
