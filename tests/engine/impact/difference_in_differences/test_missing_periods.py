"""Units that miss periods: each cell uses those seen in both of its own, and says how many."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import (
    panel_of,
    parallel_trends,
    starts,
)

from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    Caution,
    Panel,
    measure_rollout,
)

FIRST = starts([(2, 40), (3, 40), (NEVER, 60)])
SIMULATIONS = 200


def gappy(seed: int, share: float = 0.15) -> Panel:
    generator = np.random.default_rng(seed)
    outcome = parallel_trends(generator, len(FIRST), 5) + generator.normal(size=(len(FIRST), 5))
    outcome += 2.0 * (np.arange(5) >= FIRST[:, None])
    outcome[generator.random(outcome.shape) < share] = np.nan
    return panel_of(outcome, FIRST)


def test_a_cell_by_hand() -> None:
    panel = gappy(1)
    found = measure_rollout(panel, allow_missing=True)
    cell = list(found.group_time).index((2, 3))
    change = panel.outcome[:, 3] - panel.outcome[:, 1]
    seen = np.isfinite(change)
    group, never = seen & (FIRST == 2), seen & (FIRST == NEVER)
    assert found.cells.value[cell] == pytest.approx(change[group].mean() - change[never].mean())
    assert found.cells.units[cell] == group.sum() + never.sum()
    by_hand = change[group].var(ddof=1) / group.sum() + change[never].var(ddof=1) / never.sum()
    assert found.group_time[2, 3].standard_error == pytest.approx(math.sqrt(by_hand))


def test_a_complete_panel_is_measured_as_before() -> None:
    panel = gappy(2, share=0.0)
    allowed, strict = measure_rollout(panel, allow_missing=True), measure_rollout(panel)
    np.testing.assert_array_equal(allowed.cells.value, strict.cells.value)
    assert set(strict.cells.units.tolist()) == {100, 140}


def test_planted_effects_are_covered() -> None:
    held = []
    for seed in range(SIMULATIONS):
        found = measure_rollout(gappy(seed), draws=100, allow_missing=True)
        interval = found.aggregations[Aggregation.SIMPLE].overall.interval95
        assert interval is not None
        held.append(interval[0] < 2.0 < interval[1])
    assert np.mean(held) == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / SIMULATIONS))


def test_few_seen_are_few() -> None:
    panel = gappy(3, share=0.0)
    panel.outcome[FIRST == 2, 4] = np.nan
    panel.outcome[:5, 4] = 100.0
    found = measure_rollout(panel, allow_missing=True)
    assert found.group_time[2, 4].caution is Caution.FEW_TREATED_CLUSTERS
    assert found.group_time[2, 3].caution is None


def test_a_group_not_seen_has_no_cell_and_a_unit_never_seen_is_left_out() -> None:
    panel = gappy(4, share=0.0)
    panel.outcome[FIRST == 2, 4] = np.nan
    panel.outcome[-1] = np.nan
    found = measure_rollout(panel, allow_missing=True)
    assert (2, 4) in found.cells.without_control
    assert found.left_out == ("shop 139",)
