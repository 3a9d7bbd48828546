"""Shapley values: published cases, the axioms, and the error of the sampled ones."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from levier.errors import InvalidArgument
from levier.valuation.allocation.shapley import MOST_CONSUMERS, Arrivals, Game, shapley_value
from levier.valuation.allocation.shared_cost_games import (
    largest_arrivals,
    largest_game,
    peak_arrivals,
    peak_game,
    tariff_arrivals,
    tariff_game,
)

Array = NDArray[np.float64]


def tabled(costs: Array) -> Game:
    """Make a game of the cost of each group, numbered by its members' bits."""
    count = int(np.log2(len(costs)))
    return lambda members: costs[members @ (1 << np.arange(count))]


def by_orders(game: Game, count: int) -> Array:
    """Average what each adds over every order: the definition, written out."""
    added = np.zeros(count)
    orders = list(permutations(range(count)))
    for order in orders:
        members = np.zeros(count, dtype=np.bool_)
        for one in order:
            before = game(members[None])[0]
            members[one] = True
            added[one] += game(members[None])[0] - before
    return np.asarray(added / len(orders))


def test_the_dams_of_the_tennessee_valley() -> None:
    # Straffin and Heaney (1981), Game theory and the Tennessee Valley Authority, International
    # Journal of Game Theory 10, 35-43: navigation, flood control, power; thousands of dollars.
    costs = np.array([0, 163_520, 140_826, 301_607, 250_096, 378_821, 367_370, 412_584.0])
    found = shapley_value(tabled(costs), 3)
    assert found.exact
    assert found.values == pytest.approx([117_829, 100_756.5, 193_998.5])


def test_the_runway_of_an_airport() -> None:
    # Littlechild and Owen (1973): each part of the runway is shared by those who need it.
    needs = np.array([8.0, 11.0, 13.0, 18.0])
    parts = np.diff(needs, prepend=0.0) / np.array([4, 3, 2, 1])
    assert shapley_value(largest_game(needs), 4).values == pytest.approx(np.cumsum(parts))


def test_one_right_glove_and_two_left_ones() -> None:
    # Shapley and Shubik's market: the scarce glove gets two thirds.
    costs = np.array([0, 0, 0, 1, 0, 1, 0, 1.0])
    assert shapley_value(tabled(costs), 3).values == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@given(st.lists(st.floats(0, 100), min_size=15, max_size=15))
def test_it_is_what_its_definition_says(given: list[float]) -> None:
    costs = np.array([0.0, *given])
    game = tabled(costs)
    assert shapley_value(game, 4).values == pytest.approx(by_orders(game, 4), abs=1e-9)


@given(st.lists(st.lists(st.floats(0, 50), min_size=5, max_size=5), min_size=1, max_size=6))
def test_parts_of_a_peak_add_up_and_idle_ones_pay_nothing(given: list[list[float]]) -> None:
    usage = np.array(given)
    usage[:, 2] = 0.0
    values = shapley_value(peak_game(usage), 5).values
    assert values.sum() == pytest.approx(usage.sum(axis=1).max())
    assert values[2] == pytest.approx(0.0, abs=1e-9)


def test_those_alike_pay_alike_under_a_tariff_that_falls() -> None:
    tiers = [(0.0, 1.0), (10.0, 0.5)]
    values = shapley_value(tariff_game(np.array([8.0, 8.0, 20.0]), tiers), 3).values
    assert values[0] == pytest.approx(values[1])
    assert values.sum() == pytest.approx(10 + 26 * 0.5)


def test_sampled_values_are_within_their_error_of_the_closed_form() -> None:
    needs = np.linspace(1, 40, 20)
    parts = np.diff(needs, prepend=0.0) / np.arange(20, 0, -1)
    found = shapley_value(largest_game(needs), 20, seed=3)
    assert not found.exact
    assert found.values.sum() == pytest.approx(40.0)
    # 20 scores beyond 3.9 have a chance of 0.2 % in all if the errors are honest.
    assert np.abs((found.values - np.cumsum(parts)) / found.errors).max() < 3.9


def test_the_same_seed_gives_the_same_values() -> None:
    game = largest_game(np.arange(1.0, 16.0))
    first, again = shapley_value(game, 15, seed=7), shapley_value(game, 15, seed=7)
    assert (first.values == again.values).all()


USED = np.random.default_rng(5).gamma(0.5, 10.0, (4, 15))
TIERS = [(0.0, 1.0), (30.0, 0.5), (100.0, 0.1)]


@pytest.mark.parametrize(
    ("game", "arrivals"),
    [
        (peak_game(USED), peak_arrivals(USED)),
        (largest_game(USED[0]), largest_arrivals(USED[0])),
        (tariff_game(USED[0], TIERS), tariff_arrivals(USED[0], TIERS)),
    ],
)
def test_costs_along_orders_are_those_of_the_groups(game: Game, arrivals: Arrivals) -> None:
    by_group = shapley_value(game, 15, orders=200)
    by_order = shapley_value(game, 15, orders=200, arrivals=arrivals)
    assert by_order.values == pytest.approx(by_group.values)
    assert by_order.errors == pytest.approx(by_group.errors)


def test_as_many_as_may_be_are_answered_and_one_more_is_refused() -> None:
    needs = np.linspace(1, 40, MOST_CONSUMERS)
    found = shapley_value(
        largest_game(needs), MOST_CONSUMERS, orders=20, arrivals=largest_arrivals(needs)
    )
    assert found.values.sum() == pytest.approx(40.0)
    with pytest.raises(InvalidArgument, match="group the small ones"):
        shapley_value(largest_game(needs), MOST_CONSUMERS + 1)


def test_nobody_must_cost_nothing() -> None:
    with pytest.raises(InvalidArgument, match="nobody"):
        shapley_value(lambda members: np.ones(len(members)), 2)
    with pytest.raises(InvalidArgument, match="by 1 to 5000 consumers"):
        shapley_value(lambda members: np.zeros(len(members)), 0)
