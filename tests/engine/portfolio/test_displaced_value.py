"""A bet is taken from the value that it displaces; more capacity adds what solving again says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.portfolio.small_bets import drawn_bets

from levier.errors import InvalidArgument
from levier.portfolio.bets import Bets, Limit, LimitKind
from levier.portfolio.displaced_value import (
    displaced_value,
    linear_break_even,
    sought_break_even,
)
from levier.portfolio.more_capacity import with_more
from levier.portfolio.selection import select

PERSON_DAYS = Limit(LimitKind.CAPACITY, "all", np.array([10.0, 10.0, 5.0]), 10.0)
THREE = Bets(("a", "b", "c"), np.array([[9.0, 11.0], [7.0, 7.0], [2.0, 2.0]]), (PERSON_DAYS,))


@pytest.mark.parametrize("seed", range(3))
def test_a_bet_is_taken_just_above_what_it_displaces(seed: int) -> None:
    bets = replace(drawn_bets(seed, 6), must=(), requires=())
    for place in range(6):
        turns = displaced_value(bets, place)
        for change, taken in ((0.01, True), (-0.01, False)):
            values = bets.values.copy()
            values[place] += turns + change - values[place].mean()
            found = select(replace(bets, values=values))
            assert found is not None
            assert (place in found.chosen) is taken


def test_what_cannot_be_taken_or_left_displaces_without_end() -> None:
    tight = replace(PERSON_DAYS, at_most=6.0)
    assert displaced_value(replace(THREE, limits=(tight,)), 0) == np.inf
    assert displaced_value(replace(THREE, must=(0,)), 0) == -np.inf


def test_the_input_at_which_the_answer_turns() -> None:
    draws = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    up = linear_break_even(10.0, 2.0, 12.0, draws)
    down = linear_break_even(10.0, -2.0, 12.0, draws)
    assert up is not None
    assert down is not None
    assert (up.at, up.above, up.chance) == (4.0, True, 0.4)
    assert (down.at, down.above, down.chance) == (2.0, False, 0.4)
    assert linear_break_even(10.0, 0.0, 12.0, draws) is None
    assert linear_break_even(10.0, 1.0, np.inf, draws) is None


def test_the_largest_effort_with_which_a_bet_is_taken_is_sought() -> None:
    draws = np.array([5.0, 10.0, 20.0])
    found = sought_break_even(lambda effort: effort <= 12.0, draws, steps=20)
    assert found is not None
    assert found.at == pytest.approx(12.0, abs=1e-3)
    assert found.chance == pytest.approx(2 / 3)
    assert sought_break_even(lambda _: True, draws) is None
    assert sought_break_even(lambda _: False, draws) is None


def test_more_capacity_adds_what_it_lets_in() -> None:
    one, five, ten = (with_more(THREE, LimitKind.CAPACITY, "all", more) for more in (1, 5, 10))
    assert one is not None
    assert five is not None
    assert ten is not None
    assert (one.gain, one.added) == (0.0, ())
    assert (five.added, five.dropped) == ((2,), ())
    assert ten.added == (1,)
    assert [five.gain, ten.gain] == pytest.approx([2.0, 7.0])


def test_only_a_limit_that_is_there_can_be_widened() -> None:
    with pytest.raises(InvalidArgument, match="no budget limit named 'x'"):
        with_more(THREE, LimitKind.BUDGET, "x", 1.0)
    with pytest.raises(InvalidArgument, match="extra must be zero or more, got -1"):
        with_more(THREE, LimitKind.CAPACITY, "all", -1)
    assert with_more(replace(THREE, must=(0, 1, 2)), LimitKind.CAPACITY, "all", 1) is None
