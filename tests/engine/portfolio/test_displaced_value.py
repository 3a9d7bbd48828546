"""A bet is taken from the value that it displaces; more capacity adds what solving again says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.portfolio.small_bets import drawn_bets

from levier.errors import InvalidArgument
from levier.portfolio.bets import Bets, Fixed, Limit, LimitKind
from levier.portfolio.displaced_value import (
    displaced_value,
    linear_break_even,
)
from levier.portfolio.largest_effort import Work, largest_effort
from levier.portfolio.more_capacity import Extra, with_more
from levier.portfolio.selection import select

PERSON_DAYS = Limit(LimitKind.CAPACITY, "all", np.array([10.0, 10.0, 5.0]), 10.0)
THREE = Bets(("a", "b", "c"), np.array([[9.0, 11.0], [7.0, 7.0], [2.0, 2.0]]), (PERSON_DAYS,))


@pytest.mark.parametrize("seed", range(3))
def test_a_bet_is_taken_just_above_what_it_displaces(seed: int) -> None:
    bets = replace(drawn_bets(seed, 6), must=(), requires=())
    best = select(bets)
    for place in range(6):
        turns = displaced_value(bets, place)
        assert turns == pytest.approx(displaced_value(bets, place, best))
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


def _taken_with(bets: Bets, place: int, days: float, rate: float) -> bool:
    """Solve again with so many days in place of ten."""
    values = bets.values.copy()
    values[place] -= (days - 10.0) * rate
    use = bets.limits[0].use.copy()
    use[place] = days
    spent = bets.limits[1].use.copy()
    spent[place] += (days - 10.0) * rate
    limits = (replace(bets.limits[0], use=use), replace(bets.limits[1], use=spent))
    found = select(replace(bets, values=values, limits=limits))
    return found is not None and place in found.chosen


@pytest.mark.parametrize("rate", [0.0, 0.5])
@pytest.mark.parametrize("seed", range(4))
def test_a_bet_is_taken_with_the_largest_effort_and_not_with_more(seed: int, rate: float) -> None:
    bets = replace(drawn_bets(seed, 7), must=())
    draws = np.array([5.0, 10.0, 20.0])
    for place in range(7):
        without = select(bets, fixed=Fixed(left=(place,)))
        assert without is not None
        found = largest_effort(bets, Work(place, 10.0, rate), without.objective, draws)
        ends = (_taken_with(bets, place, 1e-6, rate), _taken_with(bets, place, 79.9, rate))
        assert (found is None) is (ends[0] is ends[1])
        if found is not None:
            assert _taken_with(bets, place, found.at - 0.05, rate)
            assert not _taken_with(bets, place, found.at + 0.05, rate)
            assert found.chance == np.mean(draws <= found.at)


def test_more_capacity_adds_what_it_lets_in() -> None:
    one, five, ten = (
        with_more(THREE, Extra(LimitKind.CAPACITY, "all", more)) for more in (1, 5, 10)
    )
    assert one is not None
    assert five is not None
    assert ten is not None
    assert (one.gain, one.added) == (0.0, ())
    assert (five.added, five.dropped) == ((2,), ())
    assert ten.added == (1,)
    assert [five.gain, ten.gain] == pytest.approx([2.0, 7.0])


def test_only_a_limit_that_is_there_can_be_widened() -> None:
    with pytest.raises(InvalidArgument, match="no budget limit named 'x'"):
        with_more(THREE, Extra(LimitKind.BUDGET, "x", 1.0))
    with pytest.raises(InvalidArgument, match="extra must be zero or more, got -1"):
        with_more(THREE, Extra(LimitKind.CAPACITY, "all", -1))
    assert with_more(replace(THREE, must=(0, 1, 2)), Extra(LimitKind.CAPACITY, "all", 1)) is None
