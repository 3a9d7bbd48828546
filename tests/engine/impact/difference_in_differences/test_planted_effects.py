"""Effects that differ between groups and grow with time are found, where one regression errs."""

from __future__ import annotations

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
    Aggregation,
    Controls,
    Panel,
    measure_rollout,
    two_way_fixed_effects,
)

PERIODS = 7


def noiseless(waves: list[tuple[int, int]]) -> Panel:
    first = starts(waves)
    outcome = parallel_trends(np.random.default_rng(1), len(first), PERIODS)
    return panel_of(outcome + planted(first, PERIODS, growing), first)


@pytest.mark.parametrize("controls", list(Controls))
def test_every_cell_is_exact_without_noise(controls: Controls) -> None:
    found = measure_rollout(noiseless(THREE_WAVES), controls=controls)
    expected = {
        (first, period): growing(first, period - first) if period >= first else 0.0
        for first in (2, 4)
        for period in range(1, PERIODS)
    }
    assert {key: one.value for key, one in found.group_time.items()} == pytest.approx(expected)


def test_aggregations_are_the_means_of_what_was_planted() -> None:
    found = measure_rollout(noiseless(THREE_WAVES)).aggregations
    early, late = [3.0, 6.0, 9.0, 12.0, 15.0], [1.0, 2.0, 3.0]
    values = {key: one.value for key, one in found[Aggregation.GROUP].parts.items()}
    assert values == pytest.approx({2: np.mean(early), 4: np.mean(late)})
    # Both waves are of 40: by time since exposure they count the same while both are there.
    since = [found[Aggregation.DYNAMIC].parts[key].value for key in range(5)]
    assert since == pytest.approx([2, 4, 6, 12, 15])
    assert found[Aggregation.DYNAMIC].overall.value == pytest.approx(np.mean(since))
    assert found[Aggregation.SIMPLE].overall.value == pytest.approx(np.mean([*early, *late]))
    assert found[Aggregation.GROUP].overall.value == pytest.approx((9 + 2) / 2)
    months = [found[Aggregation.CALENDAR].parts[key].value for key in range(2, PERIODS)]
    assert months == pytest.approx([3, 6, 5, 7, 9])


def test_weights_make_a_large_group_count_more() -> None:
    waves = noiseless(THREE_WAVES)
    heavy = np.where(waves.first_treated == 2, 3.0, 1.0)
    weighted = panel_of(waves.outcome, waves.first_treated, weights=heavy)
    found = measure_rollout(weighted).aggregations[Aggregation.GROUP].overall
    assert found.value == pytest.approx((3 * 9 + 2) / 4)


def test_the_regression_takes_the_growth_for_a_trend() -> None:
    # Everyone is reached in the end: the early wave then serves the regression as a control.
    everyone = noiseless([(2, 40), (5, 40)])
    found = measure_rollout(everyone).group_time
    assert [found[2, period].value for period in (2, 3, 4)] == pytest.approx([3, 6, 9])
    # No unit ever lost anything, and yet:
    assert two_way_fixed_effects(everyone).value < 0


def test_the_regression_is_that_with_a_column_for_each_unit_and_period() -> None:
    first = starts([(1, 4), (3, 5), (9, 6)])
    generator = np.random.default_rng(4)
    outcome, weights = generator.normal(size=(15, 4)), generator.uniform(0.5, 2, 15)
    reached = (np.arange(4) >= first[:, None]).astype(float).ravel()
    columns = np.column_stack(
        [reached, np.kron(np.eye(15), np.ones((4, 1))), np.kron(np.ones((15, 1)), np.eye(4))]
    )
    root = np.sqrt(np.repeat(weights, 4))
    solution = np.linalg.lstsq(columns * root[:, None], outcome.ravel() * root, rcond=None)[0]
    found = two_way_fixed_effects(panel_of(outcome, first, weights=weights))
    assert found.value == pytest.approx(solution[0])
