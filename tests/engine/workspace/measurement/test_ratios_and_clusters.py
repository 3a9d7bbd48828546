"""Ratios per user and tests drawn by clusters, from the rows of a workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scipy import stats
from tests.engine.workspace.measurement.company import (
    company,
    expects,
    measured,
    metric,
    only,
    reasons,
)

from levier.workspace.model import DesignChoice, ExperimentArm
from levier.workspace.results import CheckStatus, Effect, Verdict

ASKED = (expects(design=DesignChoice.EXPERIMENT),)
VALUED = {"orders": metric(value_per_unit=(10, 10, 10))}


def rows(users: int = 4_000, **figures: Any) -> tuple[ExperimentArm, ...]:
    """Write two arms; ``mean`` holds that of the control and that of the treatment."""
    means = figures.pop("mean")
    plain = ExperimentArm("change", "orders", "control", users, sd=1.0)
    return tuple(
        replace(plain, arm=arm, mean=mean, **figures)
        for arm, mean in zip(("control", "new"), means, strict=True)
    )


def effect_of_rows(arms: tuple[ExperimentArm, ...]) -> Effect:
    return only(measured(company(metrics=VALUED, experiments=arms, expectations=ASKED)))


def statuses(effect: Effect) -> dict[str, CheckStatus]:
    return {check.name: check.status for check in effect.diagnostics.checks}


def test_a_ratio_is_worth_its_difference_over_the_sessions() -> None:
    """2 € more over 8 € a user in 4 sessions: half a euro a session, over 16,000 of them."""
    effect = effect_of_rows(
        rows(
            mean=(8.0, 10.0), sd=6.0,
            denominator_mean=4.0, denominator_sd=2.0, denominator_correlation=0.7,
        )
    )  # fmt: skip
    assert effect.verdict is Verdict.GAIN
    assert effect.effect.p50 == pytest.approx(0.25)
    assert effect.average.p50 == pytest.approx(0.5, abs=0.02)
    assert effect.money is not None
    assert effect.money.p50 == pytest.approx(16_000 * 0.5 * 10, rel=0.04)


def test_clusters_are_counted_and_not_their_users() -> None:
    users = effect_of_rows(rows(mean=(10.0, 10.2), sd=1.0))
    stores = effect_of_rows(rows(mean=(10.0, 10.2), sd=1.0, clusters=12))
    assert (users.verdict, stores.verdict) == (Verdict.GAIN, Verdict.NOT_PROVEN)
    assert statuses(stores) == {
        "sample_ratio": CheckStatus.PASSED,
        "few_clusters": CheckStatus.PASSED,
    }
    half = (stores.average.high95 - stores.average.low95) / 2
    student = float(stats.t.ppf(0.975, 22)) * (2 / 12) ** 0.5
    assert half == pytest.approx(student, rel=0.12)  # 400 draws
    assert stores.settling is not None
    assert stores.settling.users_per_arm is not None


def test_a_correlation_within_clusters_widens_the_range() -> None:
    loose = effect_of_rows(rows(mean=(10.0, 10.2), clusters=40, intra_cluster_correlation=0.01))
    tight = effect_of_rows(rows(mean=(10.0, 10.2), clusters=40, intra_cluster_correlation=0.3))
    uneven = effect_of_rows(
        rows(mean=(10.0, 10.2), clusters=40, intra_cluster_correlation=0.01, cluster_size_sd=150.0)
    )
    width, wider, unequal = (one.effect.high95 - one.effect.low95 for one in (loose, tight, uneven))
    # 100 users a cluster: design effects of 1.99, 30.7 and 1 + ((1 + 2.25) 100 - 1) / 100.
    assert wider / width == pytest.approx((30.7 / 1.99) ** 0.5, rel=0.02)
    assert unequal / width == pytest.approx((4.24 / 1.99) ** 0.5, rel=0.02)


def test_revenue_per_user_of_stores_weighs_each_user_once() -> None:
    """Totals of stores over their numbers of users: the ratio of the means, not their mean."""
    effect = effect_of_rows(
        rows(
            mean=(3_000.0, 3_300.0), sd=900.0, clusters=40,
            denominator_mean=100.0, denominator_sd=25.0, denominator_correlation=0.9,
        )
    )  # fmt: skip
    assert effect.effect.p50 == pytest.approx(0.1)
    assert effect.average.p50 == pytest.approx(3.0, rel=0.1)
    assert effect.cumulative.p50 == pytest.approx(4_000 * effect.average.p50, rel=1e-6)


def test_few_clusters_are_cautioned_and_too_few_refused() -> None:
    few = effect_of_rows(rows(mean=(10.0, 14.0), clusters=6))
    assert statuses(few)["few_clusters"] is CheckStatus.INFORMATIVE
    assert few.verdict is Verdict.GAIN
    three = rows(mean=(10.0, 14.0), clusters=3)
    results = measured(company(experiments=three, expectations=ASKED))
    assert reasons(results) == {("change", "orders"): "not_an_experiment"}
    assert "3 cluster(s) against 3" in results.not_measured[0].sentence["en"]


def test_stores_brought_unequal_users_by_no_fault_of_the_draw() -> None:
    control, treated = rows(mean=(10.0, 10.2), clusters=12)
    uneven = (control, replace(treated, users=9_000))
    assert statuses(effect_of_rows(uneven))["sample_ratio"] is CheckStatus.PASSED
