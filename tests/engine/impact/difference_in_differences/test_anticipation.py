"""Units that react before they are reached are compared with what they were before that."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import panel_of, starts

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    Panel,
    TrendTest,
    measure_rollout,
)

FIRST = starts([(1, 15), (3, 20), (5, 20), (NEVER, 30)])


def exact(anticipation: float) -> Panel:
    """Give a panel without noise: 5 once reached, and ``anticipation`` in the period before."""
    outcome = np.arange(7) * 1.0 + np.arange(len(FIRST))[:, None]
    outcome += 5.0 * (np.arange(7) >= FIRST[:, None])
    early = FIRST[:, None] - 1 == np.arange(7)
    return panel_of(outcome + anticipation * early, FIRST)


def test_the_base_is_the_last_period_that_nothing_could_touch() -> None:
    plain = measure_rollout(exact(2.0))
    assert plain.aggregations[Aggregation.SIMPLE].overall.value == pytest.approx(3.3, abs=0.5)
    found = measure_rollout(exact(2.0), anticipation=1)
    assert found.aggregations[Aggregation.SIMPLE].overall.value == pytest.approx(5.0)
    assert found.group_time[3, 2].value == pytest.approx(2.0)
    events = found.aggregations[Aggregation.DYNAMIC]
    assert events.parts[-1].value == pytest.approx(2.0)
    assert events.overall.value == pytest.approx(5.0)


def test_those_who_may_react_are_nobodys_control() -> None:
    found = measure_rollout(exact(2.0), anticipation=1)
    cell = list(found.group_time).index((3, 4))
    kept = np.array([first for first in FIRST if first > 1])
    assert not found.cells.controls[kept == 5, cell].any()
    assert found.cells.controls[kept == NEVER, cell].all()


def test_anticipated_periods_are_no_placebos() -> None:
    generator = np.random.default_rng(8)
    noisy = exact(50.0)
    noisy.outcome[:] += generator.normal(size=noisy.outcome.shape)
    doubted, spared = measure_rollout(noisy).trends, measure_rollout(noisy, anticipation=1).trends
    assert isinstance(doubted, TrendTest)
    assert isinstance(spared, TrendTest)
    assert doubted.p_value < 1e-6 < 0.01 < spared.p_value
    assert spared.placebos == doubted.placebos - 2


def test_units_without_a_before_are_left_out() -> None:
    found = measure_rollout(exact(0.0), anticipation=1)
    assert found.left_out == tuple(f"shop {one}" for one in range(15))
    with pytest.raises(InvalidArgument, match="anticipation is -1"):
        measure_rollout(exact(0.0), anticipation=-1)
