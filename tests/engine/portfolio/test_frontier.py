"""Efficient choices: nothing allowed is both worth more and safer."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests.engine.portfolio.small_bets import allowed, drawn_bets

from levier.portfolio.bets import Bets, Limit, LimitKind
from levier.portfolio.frontier import frequency, frontier, outlook

TAIL = 0.25


@pytest.mark.parametrize("seed", range(4))
def test_no_choice_beats_a_point_in_both(seed: int) -> None:
    bets = replace(drawn_bets(seed, 7), must=())
    points = frontier(bets, TAIL, points=5)
    everything = [outlook(bets.values, one, TAIL) for one in allowed(bets)]
    for point in points:
        better = [one for one in everything if one.worst > point.worst + 1e-4]
        assert all(one.mean <= point.mean + 1e-4 for one in better)
    assert points[-1].mean == pytest.approx(max(one.mean for one in everything))
    assert points[0].worst == pytest.approx(max(one.worst for one in everything))


def test_points_rise_in_value_and_in_risk() -> None:
    points = frontier(replace(drawn_bets(11, 8), must=()), TAIL)
    assert len(points) > 2
    assert all(a.mean < b.mean and a.worst > b.worst for a, b in pairwise(points))


def test_bets_are_added_up_draw_by_draw() -> None:
    values = np.array([[10.0, -10.0, 10.0, -10.0], [-9.0, 11.0, -9.0, 11.0]])
    both = outlook(values, (1, 0), TAIL)
    assert (both.chosen, both.mean, both.p10, both.p90, both.loss) == ((0, 1), 1.0, 1.0, 1.0, 0.0)
    assert outlook(values, (0,), TAIL).loss == 0.5


def test_nothing_is_efficient_when_nothing_is_allowed() -> None:
    limit = Limit(LimitKind.BUDGET, "", np.array([2.0]), 1.0)
    assert frontier(Bets(("a",), np.ones((1, 4)), (limit,), must=(0,))) == ()


def test_the_frequency_of_a_bet_is_its_share_of_the_points() -> None:
    values = np.ones((3, 4))
    points = (outlook(values, (0,)), outlook(values, (0, 2)))
    assert frequency(points, 3).tolist() == [1.0, 0.0, 0.5]
