"""The order that loses the least is the one that trying every order finds."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.portfolio.cost_of_delay import (
    ValueProfile,
    cost_of_delay,
    remaining_share,
    weighted_shortest_job_first,
)
from levier.portfolio.schedule import best_schedule, delay_cost

FOREVER = np.inf


def profile(size: int, half_lives: object = FOREVER, deadlines: object = FOREVER) -> ValueProfile:
    return ValueProfile(52.0, *(np.broadcast_to(one, size) for one in (half_lives, deadlines)))  # type: ignore[call-overload]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.booleans())
def test_no_order_loses_less(seed: int, fades: bool, ends: bool) -> None:
    chance = np.random.default_rng(seed)
    values, weeks = chance.uniform(1, 100, 5), chance.uniform(1, 9, 5)
    half_lives = chance.uniform(2, 40, 5) if fades else FOREVER
    when = profile(5, half_lives, chance.uniform(3, 30, 5) if ends else FOREVER)
    found = best_schedule(values, weeks, when)
    every = [float(delay_cost(one, values, weeks, when)) for one in permutations(range(5))]
    assert found.proven
    assert found.delay_cost == pytest.approx(min(every))


def test_constant_streams_follow_smith() -> None:
    # Weights over durations 3, 2 and 1: Smith (1956).
    found = best_schedule([30.0, 4.0, 9.0], [10.0, 2.0, 9.0], profile(3))
    assert found.order == (0, 1, 2)
    weekly = np.array([30.0, 4.0, 9.0]) / 52
    assert found.delay_cost == pytest.approx(float(weekly @ np.array([10.0, 12.0, 21.0])))


def test_many_bets_that_fade_are_improved_and_not_called_proven() -> None:
    chance = np.random.default_rng(3)
    values, weeks = chance.uniform(1, 100, 14), chance.uniform(1, 4, 14)
    when = profile(14, chance.uniform(2, 40, 14))
    found = best_schedule(values, weeks, when)
    given_order = float(delay_cost(tuple(range(14)), values, weeks, when))
    assert not found.proven
    assert sorted(found.order) == list(range(14))
    assert found.delay_cost < given_order


def test_what_is_left_of_a_value() -> None:
    when = ValueProfile(52.0, np.array([np.inf, 13.0, np.inf]), np.array([np.inf, np.inf, 20.0]))
    shares = remaining_share(when, np.array([[0.0] * 3, [26.0] * 3, [60.0] * 3]))
    # A stream that halves every quarter: a quarter of it is left after two, 1/16 after four.
    fading = (1 / 4 - 1 / 16) / (1 - 1 / 16)
    assert shares[0].tolist() == [1.0, 1.0, 1.0]
    assert shares[1] == pytest.approx([0.5, fading, 0.0])
    assert shares[2] == pytest.approx([0.0, 0.0, 0.0])


def test_a_week_of_waiting_costs_more_where_a_date_would_be_missed() -> None:
    when = profile(2, deadlines=np.array([np.inf, 4.5]))
    costs = cost_of_delay([52.0, 52.0], when, [4.0, 4.0])
    assert costs == pytest.approx([1.0, 48.0])
    assert weighted_shortest_job_first(costs, [4.0, 4.0]) == pytest.approx([0.25, 12.0])


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="values must be zero or more, got -1"):
        best_schedule([-1.0], [1.0], profile(1))
    with pytest.raises(InvalidArgument, match="durations must be above zero, got 0"):
        best_schedule([1.0], [0.0], profile(1))
    with pytest.raises(InvalidArgument, match="must be above zero"):
        profile(1, half_lives=0.0)
