"""How many users a randomised test needs, from what the workspace or the caller knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.engine.workspace.planning.histories import WEEKS, first_day_of, sales, workspace_of

import levier
from levier.impact.designs.randomised_experiment import users_per_arm, users_per_arm_for_rate
from levier.workspace.model import Decision, ExperimentArm, Kind, Observations, Workspace
from levier.workspace.planning.results import PlanDesign, Refusal, UsersNeeded
from levier.workspace.planning.users import UsersAsked


def shop() -> Workspace:
    return workspace_of(sales(np.random.default_rng(5), 1, WEEKS))


def needed(workspace: Workspace, users: UsersAsked, effect: float = 0.1) -> UsersNeeded | None:
    return levier.plan(workspace, metric="sales", effect=effect, users=users).metrics[0].users


def test_a_rate_and_a_pace_give_users_and_periods() -> None:
    found = needed(shop(), UsersAsked(rate=0.04, per_period=5000))
    assert found is not None
    assert found.per_arm == users_per_arm_for_rate(0.04, 0.1)
    assert found.periods == -(-2 * found.per_arm // 5000)


def test_a_mean_needs_its_standard_deviation() -> None:
    assert needed(shop(), UsersAsked(mean=31)) is None
    found = needed(shop(), UsersAsked(mean=31, sd=88))
    assert found is not None
    assert (found.per_arm, found.periods) == (users_per_arm(31, 88, 0.1), None)


def test_clusters_multiply_users_by_the_design_effect() -> None:
    """1 + (m - 1) rho = 1 + 199 x 0.01 = 2.99; whole clusters round up."""
    alone = users_per_arm_for_rate(0.04, 0.1)
    found = needed(shop(), UsersAsked(rate=0.04, cluster_size=200, correlation=0.01))
    assert found is not None
    assert found.design is PlanDesign.CLUSTERS
    assert found.per_arm == pytest.approx(2.99 * alone, abs=400)
    assert found.clusters_per_arm == found.per_arm / 200


def test_the_last_test_on_the_metric_tells_rate_and_pace() -> None:
    control = ExperimentArm(
        "old",
        "sales",
        "control",
        1000,
        conversions=80,
        starts_on=date(2025, 1, 6),
        ends_on=date(2025, 1, 19),
    )
    arms = (control, replace(control, arm="short"))
    old = Decision("old", "Old", first_day_of(50))
    found = needed(replace(shop(), decisions={"old": old}, experiments=arms), UsersAsked())
    assert found is not None
    assert found.per_arm == users_per_arm_for_rate(0.08, 0.1)
    assert found.periods == -(-2 * found.per_arm // 1000)


def test_a_ratio_tells_its_own() -> None:
    generator, plain = np.random.default_rng(6), shop()
    seen = plain.observations["sales"]
    rates = 0.05 + 0.003 * generator.standard_normal(WEEKS)
    ratio = replace(plain.metrics["sales"], kind=Kind.RATIO)
    rows = Observations(seen.dates, rates, None, np.full(WEEKS, 4000.0))
    known = replace(plain, metrics={"sales": ratio}, observations={"sales": rows})
    found = needed(known, UsersAsked())
    assert found is not None
    assert found.per_arm == pytest.approx(users_per_arm_for_rate(0.05, 0.1), rel=0.03)
    assert found.periods == -(-2 * found.per_arm // 4000)


@pytest.mark.parametrize(
    ("users", "effect", "reason"),
    [
        (UsersAsked(), 0.1, Refusal.NO_USERS),
        (UsersAsked(rate=0.6), 0.9, Refusal.IMPOSSIBLE_RATE),
        (UsersAsked(rate=0.6), None, Refusal.NO_EFFECT),
    ],
)
def test_what_is_not_known_is_refused(
    users: UsersAsked, effect: float | None, reason: Refusal
) -> None:
    plan = levier.plan(shop(), metric="sales", effect=effect, users=users)
    assert reason in [one.reason for one in plan.metrics[0].refused]
