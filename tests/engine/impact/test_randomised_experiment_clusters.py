"""Stores and teams drawn by lot: Student on clusters, the design effect, and too few of them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from levier.errors import InvalidArgument
from levier.impact.designs.randomised_experiment import (
    ArmStatistics,
    Covariate,
    ExperimentEstimate,
    NotAnExperiment,
    Refusal,
    Sequential,
    measure_experiment,
    of_cluster_means,
    of_users_within,
)

USERS = 4_000


def by_means(name: str, means: np.ndarray, stratum: str = "") -> ArmStatistics:
    plain = ArmStatistics.from_mean(
        name, USERS, float(means.mean()), float(means.std(ddof=1)), stratum=stratum
    )
    return of_cluster_means(plain, len(means))


def within(name: str, clusters: int, correlation: float, size_sd: float = 0.0) -> ArmStatistics:
    plain = ArmStatistics.from_mean(name, USERS, 10.0, 3.0)
    return of_users_within(plain, clusters, correlation, size_sd)


def refusal(*arms: ArmStatistics, sequential: Sequential | None = None) -> Refusal:
    with pytest.raises(NotAnExperiment) as caught:
        measure_experiment(arms, sequential)
    return caught.value.refusal


def test_cluster_means_are_compared_by_welch() -> None:
    generator = np.random.default_rng(1)
    control, treated = generator.normal(10, 1, 6), generator.normal(11, 2, 9)
    found = measure_experiment([by_means("control", control), by_means("new", treated)])
    (comparison,) = found.comparisons
    welch = stats.ttest_ind(treated, control, equal_var=False)
    assert comparison.p_value == pytest.approx(float(welch.pvalue), rel=1e-9)
    interval = welch.confidence_interval()
    assert comparison.difference.interval95 == pytest.approx((interval.low, interval.high))
    assert comparison.incremental.value == pytest.approx(USERS * comparison.difference.value)


def test_one_user_a_cluster_is_no_cluster_at_all() -> None:
    arms = [within(name, USERS, 0.3) for name in ("control", "new")]
    assert [one.variance for one in arms] == pytest.approx([9.0, 9.0])


def test_the_design_effect_is_the_textbook_one() -> None:
    """Forty stores of a hundred users, correlation 0.05: 1 + 99 × 0.05; unequal stores add cv²."""
    assert within("new", 40, 0.05).variance == pytest.approx(9.0 * 5.95)
    assert within("new", 40, 0.05, 50.0).variance == pytest.approx(9.0 * (1 + 124 * 0.05))


def false_alarms(tests: int, clusters: int) -> tuple[float, float]:
    """Test nothing on clusters that differ; give how often each reading proves something."""
    generator = np.random.default_rng(2)
    naive = right = 0
    for _ in range(tests):
        means = generator.normal(10, 0.5, (2, clusters))
        noise = generator.normal(0, 3 / np.sqrt(USERS / clusters), (2, clusters))
        found = [by_means(n, m) for n, m in zip(("control", "new"), means + noise, strict=True)]
        right += proven(measure_experiment(found))
        users = [ArmStatistics.from_mean(one.arm, USERS, one.mean, 3.0) for one in found]
        naive += proven(measure_experiment(users))
    return naive / tests, right / tests


def proven(found: ExperimentEstimate) -> bool:
    return found.comparisons[0].p_value < 0.05


def test_users_taken_for_independent_prove_nothing_into_something() -> None:
    """Five stores an arm: 5 % with an error of 0.7 points over 1,000 tests."""
    naive, right = false_alarms(1_000, 5)
    assert right == pytest.approx(0.05, abs=0.02)
    assert naive > 0.5


@pytest.mark.parametrize(("clusters", "enough"), [(3, False), (4, True)])
def test_as_few_as_could_prove_by_lot(clusters: int, enough: bool) -> None:
    arms = [by_means(name, np.arange(clusters) + 1.0) for name in ("control", "new")]
    if enough:
        assert measure_experiment(arms).comparisons[0].p_value == pytest.approx(1.0)
    else:
        assert refusal(*arms) is Refusal.TOO_FEW_CLUSTERS


def test_strata_add_their_draws_and_their_freedom() -> None:
    """Two strata of three against three: twenty draws each, four hundred together."""
    means = np.array([9.0, 10.0, 11.0])
    arms = [by_means(name, means, stratum) for name in ("control", "new") for stratum in "ab"]
    found = measure_experiment(arms)
    assert found.stretch[0] == pytest.approx(stats.t.ppf(0.975, 8) / stats.norm.ppf(0.975))


def test_what_cannot_be_read_is_refused() -> None:
    control, treated = within("control", 20, 0.1), within("new", 20, 0.1)
    plain = ArmStatistics.from_mean("new", USERS, 10.0, 3.0)
    assert refusal(control, plain) is Refusal.CLUSTERS_INCOMPLETE
    assert refusal(control, treated, sequential=Sequential()) is Refusal.CLUSTERS_SEQUENTIAL
    with pytest.raises(InvalidArgument, match="clusters <= users"):
        of_cluster_means(plain, USERS + 1)
    with pytest.raises(InvalidArgument, match="correlation"):
        of_users_within(plain, 20, 1.5)


def test_a_covariate_of_the_clusters_narrows_the_range() -> None:
    generator = np.random.default_rng(6)
    found = []
    for name in ("control", "new"):
        before = generator.normal(10, 2, 30)
        after = before + generator.normal(0, 0.5, 30)
        covariate = Covariate(
            float(before.mean()), float(before.std(ddof=1)), float(np.corrcoef(before, after)[0, 1])
        )
        plain = ArmStatistics.from_mean(
            name, USERS, float(after.mean()), float(after.std(ddof=1)), covariate=covariate
        )
        found.append(of_cluster_means(plain, 30))
    (adjusted,) = measure_experiment(found).comparisons
    assert adjusted.difference.sd == pytest.approx(0.5 * np.sqrt(2 / 30), rel=0.2)
