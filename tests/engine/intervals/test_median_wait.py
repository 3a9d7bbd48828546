"""The median wait, with those who still wait."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.intervals.median_wait import median_wait

WAITS = st.lists(st.floats(0, 400, allow_nan=False), min_size=1, max_size=40)


def test_when_nobody_waits_it_is_the_median() -> None:
    assert median_wait([1, 2, 3, 4, 5], []).median == statistics.median([1, 2, 3, 4, 5])


def test_those_who_still_wait_lengthen_it() -> None:
    assert median_wait([1, 2, 3], [10, 10, 10, 10]).median is None
    assert median_wait([1, 2, 3, 9], [4, 5, 6]).median == 9


def test_nothing_gives_nothing() -> None:
    found = median_wait([], [])
    assert (found.median, found.low, found.high, found.ended, found.waiting) == (None,) * 3 + (0, 0)


def test_its_interval_is_that_of_the_published_method() -> None:
    """Remission of 21 patients (Freireich et al. 1963): 23 weeks, from 13 on, no high end."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    waiting = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    found = median_wait(ended, waiting, 0.95)
    assert (found.median, found.low, found.high) == (23, 13, None)


@given(WAITS, WAITS)
def test_waiting_never_makes_it_shorter(ended: list[float], waiting: list[float]) -> None:
    alone = median_wait(ended, []).median
    joined = median_wait(ended, [w + 1000 for w in waiting]).median
    assert alone is not None
    assert joined is None or joined >= alone


@given(WAITS, WAITS)
def test_the_interval_holds_the_median(ended: list[float], waiting: list[float]) -> None:
    found = median_wait(ended, waiting)
    if found.median is not None:
        assert found.low is not None
        assert found.low <= found.median
        assert found.high is None or found.median <= found.high


def test_a_negative_wait_is_refused() -> None:
    with pytest.raises(InvalidArgument):
        median_wait([-1], [])
