"""Few clusters: dates dealt again, ranked by hand, and held to their error rates."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import (
    panel_of,
    parallel_trends,
    starts,
)

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    NotARollout,
    Panel,
    Refusal,
    measure_rollout,
    permutation_interval,
)

EFFECT, SIMULATIONS = 3.0, 40


def few(seed: int, waves: list[tuple[int, int]], periods: int = 4) -> Panel:
    generator = np.random.default_rng(seed)
    first = starts(waves)
    noise = generator.standard_t(4, (len(first), periods)).cumsum(axis=1)
    outcome = parallel_trends(generator, len(first), periods) + noise
    return panel_of(outcome + EFFECT * (np.arange(periods) >= first[:, None]), first)


def test_the_rank_by_hand() -> None:
    panel = few(1, [(3, 4), (NEVER, 5)])
    change = panel.outcome[:, 3] - panel.outcome[:, 2]
    statistics = []
    for group in combinations(range(9), 4):
        inside = np.isin(np.arange(9), group)
        error = change[inside].var(ddof=1) / 4 + change[~inside].var(ddof=1) / 5
        statistics.append(abs(change[inside].mean() - change[~inside].mean()) / math.sqrt(error))
    true = np.mean(np.array(statistics) >= statistics[0] - 1e-9)
    found = permutation_interval(panel)
    assert found.deals == 126
    assert found.p_value == pytest.approx(true)
    # Drawn, four standard errors of the share of 125 may part them.
    drawn = permutation_interval(panel, deals=125, seed=1).p_value
    assert drawn == pytest.approx(true, abs=4 * math.sqrt(true * (1 - true) / 125))
    overall = measure_rollout(panel).aggregations[Aggregation.SIMPLE].overall
    assert found.value == pytest.approx(overall.value)
    assert overall.interval95 is None


def test_ends_are_the_effects_just_rejected() -> None:
    panel = few(2, [(2, 3), (NEVER, 6)])
    found = permutation_interval(panel, seed=5)
    low, high = found.interval95
    assert low < found.value < high
    reached = np.arange(4) >= panel.first_treated[:, None]
    for effect in (low - 1e-6, high + 1e-6):
        supposed = replace(panel, outcome=panel.outcome - effect * reached)
        assert permutation_interval(supposed, seed=5).p_value <= 0.05 + 1e-9
    inside = replace(panel, outcome=panel.outcome - found.value * reached)
    assert permutation_interval(inside, seed=5).p_value > 0.9


def test_ranges_of_few_clusters_hold() -> None:
    held = []
    for seed in range(SIMULATIONS):
        low, high = permutation_interval(few(seed, [(2, 3), (NEVER, 4)], 3)).interval95
        held.append(low <= EFFECT <= high)
    # At least 95 %, by construction; three standard errors of 40 draws are 10.3 points.
    assert np.mean(held) > 0.847


def test_clusters_are_dealt_whole() -> None:
    regions = few(3, [(2, 4), (NEVER, 5)])
    shops = panel_of(
        np.repeat(regions.outcome, 3, axis=0),
        np.repeat(regions.first_treated, 3),
        cluster=np.repeat(np.arange(9), 3),
    )
    here, there = permutation_interval(regions, seed=1), permutation_interval(shops, seed=1)
    assert there.p_value == here.p_value
    assert there.interval95 == pytest.approx(here.interval95)


@pytest.mark.parametrize(
    ("waves", "fields"),
    [
        ([(2, 2), (NEVER, 30)], {"clusters": 2, "fewest": 3}),
        ([(2, 30), (NEVER, 2)], {"clusters": 2, "fewest": 3}),
    ],
)
def test_a_side_too_small_is_refused(waves: list[tuple[int, int]], fields: dict[str, int]) -> None:
    with pytest.raises(NotARollout) as caught:
        permutation_interval(few(4, waves))
    assert caught.value.refusal is Refusal.TOO_FEW_TO_PERMUTE
    assert caught.value.fields == fields


def test_what_cannot_be_permuted_says_why() -> None:
    panel = few(5, [(2, 4), (NEVER, 5)])
    with pytest.raises(NotARollout) as caught:
        permutation_interval(replace(panel, cluster=np.arange(9) // 3))
    assert caught.value.refusal is Refusal.CLUSTER_OF_SEVERAL_DATES
    with pytest.raises(InvalidArgument, match="without covariates"):
        permutation_interval(replace(panel, covariates=np.ones((9, 1))))
    with pytest.raises(InvalidArgument, match="deals is 5"):
        permutation_interval(panel, deals=5)
