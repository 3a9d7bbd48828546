"""Panels without an answer, and effects without an interval, say why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import panel_of, starts

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    Caution,
    Controls,
    NotARollout,
    NoTrendTest,
    Panel,
    Refusal,
    TrendTest,
    measure_rollout,
    two_way_fixed_effects,
)


def noisy(waves: list[tuple[int, int]], periods: int = 5) -> Panel:
    first = starts(waves)
    return panel_of(np.random.default_rng(6).normal(10, 1, (len(first), periods)), first)


def refused(panel: Panel, controls: Controls = Controls.NOT_YET_TREATED) -> NotARollout:
    with pytest.raises(NotARollout) as caught:
        measure_rollout(panel, controls=controls)
    assert caught.value.reason == caught.value.refusal
    return caught.value


def test_a_missing_outcome_names_the_unit_and_the_period() -> None:
    panel = noisy([(2, 12), (NEVER, 12)])
    panel.outcome[3, 4] = np.nan
    error = refused(panel)
    assert error.refusal is Refusal.MISSING_OUTCOME
    assert error.fields == {"unit": "shop 3", "period": 4}
    assert "Unit “shop 3” has no value in period 4" in str(error)


@pytest.mark.parametrize("weight", [0.0, -1.0, np.nan, np.inf])
def test_an_unusable_weight_names_the_unit(weight: float) -> None:
    panel = noisy([(2, 12), (NEVER, 12)])
    panel.weights[5] = weight
    error = refused(panel)
    assert error.refusal is Refusal.UNUSABLE_WEIGHT
    assert error.fields["unit"] == "shop 5"


def test_a_unit_is_one_row() -> None:
    panel = noisy([(2, 12), (NEVER, 12)])
    error = refused(replace(panel, units=("shop 1", *panel.units[1:])))
    assert error.refusal is Refusal.REPEATED_UNIT
    assert "shop 1" in str(error)


@pytest.mark.parametrize(
    ("panel", "controls", "refusal"),
    [
        (noisy([(1, 9), (NEVER, 9)], 1), Controls.NEVER_TREATED, Refusal.FEW_PERIODS),
        (noisy([(NEVER, 9)]), Controls.NEVER_TREATED, Refusal.NOBODY_REACHED),
        (noisy([(0, 9), (7, 9)]), Controls.NEVER_TREATED, Refusal.NOBODY_REACHED),
        (noisy([(2, 9), (3, 9)]), Controls.NEVER_TREATED, Refusal.NO_NEVER_TREATED),
        (noisy([(2, 9)]), Controls.NOT_YET_TREATED, Refusal.NO_CONTROL),
        (noisy([(0, 9), (2, 9)]), Controls.NOT_YET_TREATED, Refusal.NO_CONTROL),
    ],
)
def test_nobody_to_compare(panel: Panel, controls: Controls, refusal: Refusal) -> None:
    assert refused(panel, controls).refusal is refusal


def test_the_regression_refuses_a_wave_without_control() -> None:
    with pytest.raises(NotARollout, match="nobody to compare"):
        two_way_fixed_effects(noisy([(2, 9)]))


def test_shapes_and_draws_are_checked() -> None:
    panel = noisy([(2, 12), (NEVER, 12)])
    with pytest.raises(InvalidArgument, match=r"weights has shape \(3,\); expected \(24,\)"):
        replace(panel, weights=np.ones(3))
    with pytest.raises(InvalidArgument, match="outcome has shape"):
        replace(panel, outcome=panel.outcome[:5])
    with pytest.raises(InvalidArgument, match="draws is 10"):
        measure_rollout(panel, draws=10)


@pytest.mark.parametrize(
    ("waves", "caution"),
    [
        ([(2, 1), (NEVER, 30)], Caution.LONE_CLUSTER),
        ([(2, 30), (NEVER, 1)], Caution.LONE_CLUSTER),
        ([(2, 9), (NEVER, 30)], Caution.FEW_TREATED_CLUSTERS),
        ([(2, 10), (NEVER, 9)], Caution.FEW_CONTROL_CLUSTERS),
        ([(2, 10), (NEVER, 10)], None),
    ],
)
def test_few_clusters_give_a_value_without_interval(
    waves: list[tuple[int, int]], caution: Caution | None
) -> None:
    found = measure_rollout(noisy(waves))
    for one in (*found.group_time.values(), found.aggregations[Aggregation.SIMPLE].overall):
        assert one.caution is caution
        assert np.isfinite(one.value)
        assert (one.interval95 is None) == (one.simultaneous95 is None) == (caution is not None)


def test_many_units_in_few_clusters_are_few() -> None:
    panel = noisy([(2, 60), (NEVER, 60)])
    few = replace(panel, cluster=np.arange(120) // 20)
    cautions = {one.caution for one in measure_rollout(few).group_time.values()}
    assert cautions == {Caution.FEW_TREATED_CLUSTERS}


def test_a_small_wave_takes_the_interval_from_itself_and_from_sums_with_it_only() -> None:
    found = measure_rollout(noisy([(2, 1), (3, 20), (NEVER, 30)]))
    assert found.group_time[2, 2].caution is Caution.LONE_CLUSTER
    assert found.group_time[3, 3].interval95 is not None
    groups = found.aggregations[Aggregation.GROUP]
    assert groups.parts[3].caution is None
    assert groups.overall.caution is Caution.LONE_CLUSTER


def test_units_that_move_alike_give_no_certainty() -> None:
    first = starts([(2, 12), (NEVER, 12)])
    alike = panel_of(np.tile(np.array([0.1, 0.4, 0.2, 0.9]), (24, 1)), first)
    assert {one.caution for one in measure_rollout(alike).group_time.values()} == {
        Caution.NO_VARIATION
    }


@pytest.mark.parametrize(
    ("waves", "reason"),
    [
        ([(1, 20), (NEVER, 20)], NoTrendTest.NO_EARLIER_PERIODS),
        ([(3, 9), (NEVER, 20)], NoTrendTest.FEW_CLUSTERS),
        ([(12, 11), (NEVER, 20)], NoTrendTest.FEW_CLUSTERS),
    ],
)
def test_trends_that_cannot_be_tested_say_why(
    waves: list[tuple[int, int]], reason: NoTrendTest
) -> None:
    assert measure_rollout(noisy(waves, 13)).trends is reason


def test_units_reached_from_the_start_are_left_out_and_named() -> None:
    panel = noisy([(0, 2), (2, 12), (NEVER, 12)])
    found = measure_rollout(panel)
    assert found.left_out == ("shop 0", "shop 1")
    assert len(found.cells.influence) == 24


def test_cells_that_nobody_can_be_compared_with_are_named() -> None:
    measured = measure_rollout(noisy([(2, 12), (3, 12)]))
    found = measured.cells
    assert found.without_control == ((2, 3), (2, 4), (3, 2), (3, 3), (3, 4))
    assert list(zip(found.group.tolist(), found.period.tolist(), strict=True)) == [
        (2, 1),
        (2, 2),
        (3, 1),
    ]
    # Each wave is the other's only control in period 1: two placebos, one piece of news.
    assert isinstance(measured.trends, TrendTest)
    assert measured.trends.placebos == 1
    first = measured.group_time[2, 1]
    assert measured.trends.statistic == pytest.approx((first.value / first.standard_error) ** 2)
