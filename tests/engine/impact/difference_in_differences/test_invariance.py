"""What must change nothing, and what must change the interval only."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import (
    THREE_WAVES,
    growing,
    panel_of,
    parallel_trends,
    planted,
    starts,
)

from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    Controls,
    Multiplier,
    Panel,
    RolloutEstimate,
    measure_rollout,
)

PERIODS = 6


@pytest.fixture(scope="module")
def panel() -> Panel:
    first = starts(THREE_WAVES)
    generator = np.random.default_rng(8)
    outcome = parallel_trends(generator, len(first), PERIODS)
    outcome += planted(first, PERIODS, growing) + generator.normal(0, 5, outcome.shape)
    return panel_of(outcome, first, weights=generator.uniform(0.5, 2, len(first)))


def figures(found: RolloutEstimate) -> list[float]:
    families = [list(one.parts.values()) for one in found.aggregations.values()]
    overall = [one.overall for one in found.aggregations.values()]
    every = [*found.group_time.values(), *overall, *(one for family in families for one in family)]
    return [
        figure
        for one in every
        for figure in (one.value, one.standard_error, *(one.simultaneous95 or ()))
    ]


def test_the_order_of_units_changes_nothing(panel: Panel) -> None:
    order = np.random.default_rng(2).permutation(len(panel.units))
    shuffled = Panel(
        units=tuple(panel.units[row] for row in order),
        outcome=panel.outcome[order],
        first_treated=panel.first_treated[order],
        weights=panel.weights[order],
        cluster=panel.cluster[order],
    )
    assert figures(measure_rollout(shuffled)) == pytest.approx(figures(measure_rollout(panel)))


def test_a_constant_for_each_unit_and_each_period_changes_nothing(panel: Panel) -> None:
    generator = np.random.default_rng(3)
    shift = generator.normal(0, 50, (len(panel.units), 1)) + generator.normal(0, 50, PERIODS)
    moved = measure_rollout(replace(panel, outcome=panel.outcome + shift))
    assert figures(moved) == pytest.approx(figures(measure_rollout(panel)), abs=1e-9)


def test_the_scale_of_weights_changes_nothing_and_that_of_outcomes_everything(panel: Panel) -> None:
    plain = figures(measure_rollout(panel))
    assert figures(measure_rollout(replace(panel, weights=7 * panel.weights))) == pytest.approx(
        plain
    )
    doubled = figures(measure_rollout(replace(panel, outcome=2 * panel.outcome)))
    assert doubled == pytest.approx([2 * figure for figure in plain])


def test_the_same_seed_gives_the_same_band_and_another_seed_nearly(panel: Panel) -> None:
    one, same, other = (measure_rollout(panel, seed=seed) for seed in (1, 1, 2))
    assert figures(one) == figures(same)
    assert figures(one) != figures(other)
    width = [high - low for low, high in (band(found) for found in (one, other))]
    # The 95 % quantile of 999 maxima is known to about 2 %; three such errors on each.
    assert width[0] == pytest.approx(width[1], rel=0.09)


def band(found: RolloutEstimate) -> tuple[float, float]:
    interval = found.group_time[2, 3].simultaneous95
    assert interval is not None
    return interval


def test_mammen_and_rademacher_agree(panel: Panel) -> None:
    draws = 4000
    bands = [
        band(measure_rollout(panel, multiplier=multiplier, draws=draws))
        for multiplier in Multiplier
    ]
    assert np.ptp([high - low for low, high in bands]) < 0.06 * (bands[0][1] - bands[0][0])


def test_copies_of_a_unit_in_its_cluster_tell_nothing_new(panel: Panel) -> None:
    twice = panel_of(
        np.vstack([panel.outcome, panel.outcome]),
        np.tile(panel.first_treated, 2),
        cluster=np.tile(panel.cluster, 2),
        weights=np.tile(panel.weights, 2),
    )
    assert figures(measure_rollout(twice)) == pytest.approx(figures(measure_rollout(panel)))
    alone = measure_rollout(replace(twice, cluster=np.arange(len(twice.units))))
    overall = [
        found.aggregations[Aggregation.SIMPLE].overall.standard_error
        for found in (alone, measure_rollout(panel))
    ]
    assert overall[0] / overall[1] == pytest.approx(np.sqrt(0.5), rel=0.02)


def test_the_error_of_a_cell_is_that_of_a_difference_of_two_means(panel: Panel) -> None:
    even = replace(panel, weights=np.ones(len(panel.units)))
    change = even.outcome[:, 3] - even.outcome[:, 1]
    sides = [change[even.first_treated == 2], change[even.first_treated == NEVER]]
    expected = np.sqrt(sum(side.var(ddof=1) / len(side) for side in sides))
    found = measure_rollout(even, controls=Controls.NEVER_TREATED).group_time[2, 3]
    assert found.standard_error == pytest.approx(expected)
