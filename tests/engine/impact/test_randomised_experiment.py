"""What one experiment answers, on figures that can be checked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Covariate,
    NotAnExperiment,
    PracticalVerdict,
    Refusal,
    detectable_relative_effect,
    measure_experiment,
    practical_verdict,
    users_per_arm,
    users_per_arm_for_rate,
)
from levier.impact.designs.randomised_experiment.dunnett import critical_value
from levier.impact.designs.randomised_experiment.newcombe import newcombe_interval

rate = ArmStatistics.from_conversions
quantity = ArmStatistics.from_mean


def test_difference_of_two_means() -> None:
    found = measure_experiment(
        [quantity("control", 400, 10.0, 4.0), quantity("new", 100, 11.0, 3.0)]
    )
    comparison = found.comparisons[0]
    assert comparison.difference.value == pytest.approx(1.0)
    assert comparison.difference.sd == pytest.approx(math.sqrt(16 / 400 + 9 / 100))
    assert comparison.incremental.value == pytest.approx(100.0)
    assert comparison.difference.simultaneous95 == comparison.difference.interval95


def test_relative_effect_by_the_delta_method() -> None:
    found = measure_experiment(
        [quantity("control", 400, 10.0, 4.0), quantity("new", 100, 11.0, 3.0)]
    )
    relative = found.comparisons[0].relative
    assert relative is not None
    sd = math.hypot(4 / 20 / 10, 3 / 10 / 11)
    assert relative.value == pytest.approx(0.1)
    assert relative.sd == pytest.approx(sd)
    assert relative.interval95[0] == pytest.approx(1.1 * math.exp(-1.959964 * sd) - 1)


def test_arms_that_share_a_control_are_correlated_on_both_scales() -> None:
    arms = [
        quantity(name, 100, mean, 5.0)
        for name, mean in (("control", 10.0), ("a", 11.0), ("b", 12.0))
    ]
    found = measure_experiment(arms)
    assert found.difference.covariance == pytest.approx(np.array([[0.5, 0.25], [0.25, 0.5]]))
    assert found.log_ratio is not None
    assert found.log_ratio.covariance[0, 1] == pytest.approx(0.25 / 10**2)
    assert found.log_ratio.covariance[1, 1] == pytest.approx(0.25 / 10**2 + 0.25 / 12**2)


def test_newcombe_gives_the_published_intervals() -> None:
    # Newcombe (1998), table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 10/10 - 0/20.
    assert newcombe_interval((56, 70), (48, 80), 1.959964) == pytest.approx(
        (0.0524, 0.3339), abs=5e-5
    )
    assert newcombe_interval((9, 10), (3, 10), 1.959964) == pytest.approx(
        (0.1705, 0.8090), abs=5e-5
    )
    assert newcombe_interval((10, 10), (0, 20), 1.959964) == pytest.approx((0.6791, 1.0), abs=5e-5)


@pytest.mark.parametrize(
    ("treatments", "published"), [(1, 1.96), (2, 2.21), (3, 2.35), (5, 2.51), (9, 2.69)]
)
def test_dunnett_gives_the_published_bounds(treatments: int, published: float) -> None:
    # Dunnett (1964), two-sided 5 %, infinite degrees of freedom.
    assert critical_value(np.full(treatments, math.sqrt(0.5))) == pytest.approx(
        published, abs=0.005
    )


def test_an_empty_cell_has_a_difference_and_no_ratio() -> None:
    found = measure_experiment([rate("control", 500, 0), rate("new", 500, 8)])
    assert found.no_ratio is Refusal.ZERO_CELL
    assert found.log_ratio is None
    difference = found.comparisons[0].difference
    assert difference.interval95[0] > 0
    assert difference.sd > 0


def test_a_mean_near_zero_has_no_ratio() -> None:
    found = measure_experiment([quantity("control", 50, 0.1, 4.0), quantity("new", 50, 2.0, 4.0)])
    assert found.no_ratio is Refusal.MEAN_NEAR_ZERO
    assert found.comparisons[0].relative is None


def test_strata_weigh_by_their_pooled_share() -> None:
    arms = [
        quantity("control", 300, 1.0, 1.0, stratum="small"),
        quantity("new", 100, 2.0, 1.0, stratum="small"),
        quantity("control", 50, 10.0, 2.0, stratum="large"),
        quantity("new", 150, 13.0, 2.0, stratum="large"),
    ]
    difference = measure_experiment(arms).comparisons[0].difference
    assert difference.value == pytest.approx((400 * 1.0 + 200 * 3.0) / 600)
    small, large = 1 / 300 + 1 / 100, 4 / 50 + 4 / 150
    assert difference.sd == pytest.approx(math.sqrt((4 / 6) ** 2 * small + (2 / 6) ** 2 * large))


@pytest.mark.parametrize("correlation", [-0.8, 0.3, 0.6, 0.9])
def test_cuped_leaves_one_minus_the_squared_correlation(correlation: float) -> None:
    covariate = Covariate(50.0, 8.0, correlation)
    plain = [quantity("control", 900, 10.0, 3.0), quantity("new", 700, 10.5, 3.0)]
    adjusted = [
        quantity("control", 900, 10.0, 3.0, covariate=covariate),
        quantity("new", 700, 10.5, 3.0, covariate=covariate),
    ]
    before = measure_experiment(plain).difference.covariance[0, 0]
    after = measure_experiment(adjusted).difference.covariance[0, 0]
    assert after / before == pytest.approx(1 - correlation**2)


def test_cuped_takes_away_the_luck_of_the_draw() -> None:
    control = quantity("control", 1000, 10.0, 4.0, covariate=Covariate(100.0, 20.0, 0.5))
    lucky = quantity("new", 1000, 11.0, 4.0, covariate=Covariate(104.0, 20.0, 0.5))
    # The treated were 4 above before the test; at theta = 0.5 * 4 / 20 that is worth 0.4.
    assert measure_experiment([control, lucky]).comparisons[0].difference.value == pytest.approx(
        0.6
    )


def test_users_needed_are_those_of_the_textbook() -> None:
    # (1.95996 + 0.84162)^2 * 2 / 0.2^2 = 392.4; 10 % against 11 %: 14,749 (unpooled).
    assert users_per_arm(1.0, 1.0, 0.2) == 393
    assert users_per_arm_for_rate(0.10, 0.10) == 14_749
    assert users_per_arm(1.0, 1.0, 0.2, treatments=3) > 393
    assert detectable_relative_effect(1.0, 1.0, 393) == pytest.approx(0.2, rel=1e-3)


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        ((0.02, 0.05), PracticalVerdict.GAIN),
        ((-0.05, -0.02), PracticalVerdict.LOSS),
        ((-0.005, 0.005), PracticalVerdict.NEGLIGIBLE),
        ((-0.005, 0.03), PracticalVerdict.GAIN_POSSIBLE),
        ((-0.03, 0.005), PracticalVerdict.LOSS_POSSIBLE),
        ((-0.03, 0.03), PracticalVerdict.UNKNOWN),
    ],
)
def test_practical_verdict(interval: tuple[float, float], verdict: PracticalVerdict) -> None:
    assert practical_verdict(*interval, 0.01) is verdict


CONTROL = quantity("control", 10, 1.0, 1.0)


def constant(arm: str) -> ArmStatistics:
    return quantity(arm, 10, 1.0, 0.0)


def with_covariate(sd: float, correlation: float, arm: str = "control") -> ArmStatistics:
    return quantity(arm, 10, 1.0, 1.0, covariate=Covariate(1.0, sd, correlation))


@pytest.mark.parametrize(
    ("refusal", "arms"),
    [
        (Refusal.NO_CONTROL, [quantity("a", 10, 1.0, 1.0)]),
        (Refusal.NO_TREATMENT, [CONTROL]),
        (Refusal.TOO_FEW_USERS, [CONTROL, quantity("a", 1, 1.0, 1.0)]),
        (Refusal.MIXED_STATISTICS, [CONTROL, rate("a", 10, 1)]),
        (Refusal.ARM_MISSING_IN_STRATUM, [CONTROL, quantity("a", 10, 1.0, 1.0, stratum="x")]),
        (Refusal.ARM_REPEATED, [CONTROL, CONTROL, quantity("a", 10, 1.0, 1.0)]),
        (
            Refusal.COVARIATE_INCOMPLETE,
            [CONTROL, quantity("a", 10, 1.0, 1.0, covariate=Covariate(1.0, 1.0, 0.1))],
        ),
        (Refusal.TOO_FEW_USERS, [CONTROL, quantity("a", 0, 0.0, 0.0)]),
        (Refusal.TOO_FEW_USERS, [rate("control", 10, 1), rate("a", 0, 0)]),
        (Refusal.COVARIATE_UNUSABLE, [with_covariate(1.0, 1.0), with_covariate(1.0, 1.0, "a")]),
        (Refusal.COVARIATE_UNUSABLE, [with_covariate(0.0, 0.5), with_covariate(0.0, 0.5, "a")]),
        (Refusal.NO_VARIATION, [quantity("control", 10, 1.0, 0.0), quantity("a", 10, 1.0, 0.0)]),
        (Refusal.NO_VARIATION, [constant("control"), constant("a"), quantity("b", 10, 1.0, 1.0)]),
    ],
)
def test_what_is_no_experiment_is_refused_in_both_languages(
    refusal: Refusal, arms: list[ArmStatistics]
) -> None:
    with pytest.raises(NotAnExperiment) as caught:
        measure_experiment(arms)
    assert caught.value.reason == refusal
    french = refusal.sentence("fr", **caught.value.fields)
    assert french != str(caught.value)
    assert "{" not in french


def test_impossible_figures_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="11 of 10"):
        rate("a", 10, 11)
    with pytest.raises(InvalidArgument, match="sd=-1"):
        quantity("a", 10, 1.0, -1.0)
    with pytest.raises(InvalidArgument, match="not zero"):
        users_per_arm(1.0, 1.0, 0.0)
