"""The five tests, measured: each shows what it was planted to show."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from levier.impact.checks.result import CheckStatus
from levier.impact.checks.sample_ratio import check_sample_ratio
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Comparison,
    Covariate,
    measure_experiment,
)
from levier.workspace.demonstration.experiments import Arm, draw_experiments

SEEDS = range(200)


@cache
def arms_of(decision: str, seed: int) -> tuple[Arm, ...]:
    """Give the arms of a test, at its last look."""
    found = [one for one in draw_experiments(seed) if one.plan.decision == decision]
    return tuple(one for one in found if one.looked_on == found[-1].looked_on)


def statistics(one: Arm, *, adjusted: bool = True) -> ArmStatistics:
    if one.conversions is not None:
        return ArmStatistics.from_conversions(one.arm, one.users, one.conversions)
    assert one.mean is not None
    assert one.sd is not None
    covariate = None
    if adjusted:
        before = (one.covariate_mean, one.covariate_sd, one.covariate_correlation)
        covariate = Covariate(*(float(value or 0) for value in before))
    return ArmStatistics.from_mean(
        one.arm, one.users, one.mean, one.sd, stratum=one.stratum, covariate=covariate
    )


def compare(decision: str, seed: int, *, adjusted: bool = True) -> dict[str, Comparison]:
    arms = [statistics(one, adjusted=adjusted) for one in arms_of(decision, seed)]
    return {one.arm: one for one in measure_experiment(arms).comparisons}


def covered(decision: str, arm: str, planted: float) -> float:
    inside = 0
    for seed in SEEDS:
        relative = compare(decision, seed)[arm].relative
        assert relative is not None
        inside += relative.interval95[0] <= planted <= relative.interval95[1]
    return inside / len(SEEDS)


def test_several_arms_hold_their_planted_effects() -> None:
    # 200 tests: the Monte-Carlo error of 95 % is 1.5 points; three of them are allowed.
    assert covered("pricing-page", "comparison-table", 0.09) > 0.905
    assert covered("pricing-page", "short-page", 0.02) > 0.905


def test_the_covariate_and_the_strata_hold_theirs_and_narrow() -> None:
    assert covered("usage-bundles", "bundles", 0.09) > 0.905
    plain = compare("usage-bundles", 1, adjusted=False)["bundles"].difference.sd
    adjusted = compare("usage-bundles", 1)["bundles"].difference.sd
    assert adjusted / plain < np.sqrt(1 - 0.68**2) + 0.02


def test_only_the_reminder_lost_users_on_the_way() -> None:
    for decision, expected in (
        ("pricing-page", CheckStatus.PASSED),
        ("trial-reminder", CheckStatus.FAILED),
        ("usage-bundles", CheckStatus.PASSED),
        ("trade-templates", CheckStatus.PASSED),
        ("old-welcome", CheckStatus.PASSED),
    ):
        users: dict[str, int] = {}
        planned: dict[str, float] = {}
        for one in arms_of(decision, 1):
            users[one.arm] = users.get(one.arm, 0) + one.users
            planned[one.arm] = one.plan.share(one.arm)
        assert check_sample_ratio(users, planned).status is expected


def test_looks_add_up_and_the_last_holds_its_planted_effect() -> None:
    looks = [one for one in draw_experiments(1) if one.plan.decision == "trade-templates"]
    control = [one for one in looks if one.arm == "control"]
    assert [one.looked_on for one in control] == list(control[0].plan.looks)
    for before, after in pairwise(control):
        assert after.users > before.users
        assert (after.conversions or 0) > (before.conversions or 0)
    assert covered("trade-templates", "templates", 0.08) > 0.905


def test_the_holdout_measures_both_decisions_together() -> None:
    control, everything = arms_of("old-welcome", 1)
    assert control.users / (control.users + everything.users) == pytest.approx(0.1, abs=0.002)
    assert covered("old-welcome", "everything", 1.06 * 1.03 - 1) > 0.905


def test_losing_users_flatters_a_reminder_that_does_nothing() -> None:
    found = [compare("trial-reminder", seed)["reminder"].difference.value for seed in SEEDS]
    error = float(np.std(found)) / np.sqrt(len(found))
    assert float(np.mean(found)) > 3 * error
