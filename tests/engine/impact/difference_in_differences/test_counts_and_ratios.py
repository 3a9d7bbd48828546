"""Counts and ratios: effects are proportions, and units with nothing at times are no obstacle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.engine.impact.difference_in_differences.panels import starts

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences import (
    NEVER,
    Aggregation,
    NotARollout,
    Panel,
    Refusal,
    Scale,
    measure_rollout,
    panel_of_ratios,
    two_way_fixed_effects,
)

FIRST = starts([(2, 40), (3, 40), (NEVER, 60)])
UNITS = tuple(f"shop {one}" for one in range(len(FIRST)))
EFFECT, SIMULATIONS = math.log(1.3), 200


def visits_and_orders(seed: int, rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Draw visits and overdispersed orders, of which the reached have 30 % more."""
    generator = np.random.default_rng(seed)
    visits = generator.poisson(200, (len(FIRST), 5)) + 1.0
    level = generator.gamma(4, 0.25, (len(FIRST), 1)) * np.exp(generator.normal(0, 0.2, 5))
    reached = np.arange(5) >= FIRST[:, None]
    mean = rate * visits * level * np.exp(EFFECT * reached)
    return generator.poisson(mean * generator.gamma(5, 0.2, mean.shape)) * 1.0, visits


@pytest.mark.parametrize(
    ("rate", "scale"), [(0.01, Scale.LOG_OF_TOTALS), (1.0, Scale.LOG_OF_UNITS)]
)
def test_a_planted_proportion_is_covered(rate: float, scale: Scale) -> None:
    held, errors = [], []
    for seed in range(SIMULATIONS):
        orders, visits = visits_and_orders(seed, rate)
        scaled = panel_of_ratios(UNITS, orders, visits, FIRST)
        assert scaled.scale is scale
        overall = measure_rollout(scaled.panel, draws=100).aggregations[Aggregation.SIMPLE].overall
        assert overall.interval95 is not None
        held.append(overall.interval95[0] < EFFECT < overall.interval95[1])
        errors.append(overall.value - EFFECT)
    assert np.mean(held) == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / SIMULATIONS))
    assert abs(np.mean(errors)) < 3 * np.std(errors) / math.sqrt(SIMULATIONS)


def test_a_cell_of_totals_by_hand() -> None:
    orders, visits = visits_and_orders(1, 0.01)
    panel = panel_of_ratios(UNITS, orders, visits, FIRST).panel

    def rate(members: np.ndarray, period: int) -> float:
        return float(orders[members, period].sum() / visits[members, period].sum())

    group, never = FIRST == 2, FIRST == NEVER
    by_hand = rate(group, 4) / rate(group, 1) / (rate(never, 4) / rate(never, 1))
    assert measure_rollout(panel).group_time[2, 4].value == pytest.approx(math.log(by_hand))


def test_the_influence_function_is_the_derivative() -> None:
    orders, visits = visits_and_orders(2, 0.01)
    panel = panel_of_ratios(UNITS, orders, visits, FIRST).panel
    found = measure_rollout(panel).cells
    heavier = panel.weights.copy()
    heavier[5] *= 1 + 1e-6
    moved = measure_rollout(
        Panel(UNITS, orders, FIRST, heavier, panel.cluster, denominators=visits)
    ).cells
    correction = math.sqrt(40 / 39)
    slope = (moved.value - found.value) / 1e-6 * len(UNITS) * correction
    np.testing.assert_allclose(slope[:4], found.influence[5, :4], rtol=1e-3, atol=1e-4)


def test_a_count_is_a_ratio_to_one_and_its_unit_changes_nothing() -> None:
    orders, _ = visits_and_orders(3, 0.01)
    ones = panel_of_ratios(UNITS, orders, np.ones_like(orders), FIRST).panel
    dozens = panel_of_ratios(UNITS, orders / 12, None, FIRST).panel
    np.testing.assert_allclose(
        measure_rollout(dozens).cells.value, measure_rollout(ones).cells.value
    )


@pytest.mark.parametrize(
    ("orders", "visits", "refusal"),
    [(-1.0, 1.0, Refusal.NEGATIVE_COUNT), (1.0, 0.0, Refusal.EMPTY_DENOMINATOR)],
)
def test_what_is_no_ratio_names_the_unit_and_the_period(
    orders: float, visits: float, refusal: Refusal
) -> None:
    above, below = np.ones((140, 5)), np.ones((140, 5))
    above[7, 3], below[7, 3] = orders, visits
    with pytest.raises(NotARollout) as caught:
        panel_of_ratios(UNITS, above, below, FIRST)
    assert caught.value.refusal is refusal
    assert caught.value.fields == {"unit": "shop 7", "period": 3}


def test_scales_that_cannot_be_made_say_why() -> None:
    orders, visits = visits_and_orders(4, 0.01)
    with pytest.raises(NotARollout) as caught:
        panel_of_ratios(UNITS, orders, visits, FIRST, scale=Scale.LOG_OF_UNITS)
    assert caught.value.refusal is Refusal.NO_LOGARITHM
    orders[FIRST == 2, 1] = 0
    totals = panel_of_ratios(UNITS, orders, visits, FIRST).panel
    with pytest.raises(NotARollout) as caught:
        measure_rollout(totals)
    assert caught.value.refusal is Refusal.NO_EVENT
    with pytest.raises(InvalidArgument, match="denominators has shape"):
        panel_of_ratios(UNITS, orders, visits[:3], FIRST)
    with pytest.raises(InvalidArgument, match="takes outcomes"):
        two_way_fixed_effects(totals)
