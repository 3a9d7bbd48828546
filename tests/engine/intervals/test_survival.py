"""Durations of which some have not ended: a published table, and laws of the estimate."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.intervals.survival import kaplan_meier

ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
NOT_YET = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
"""Weeks of remission under 6-mercaptopurine: Freireich et al. (1963), *Blood* 21, 699-716."""


def test_the_remissions_of_1963() -> None:
    """Share, Greenwood's error and log(-log) interval, as textbooks and packages print them."""
    flags = [True] * len(ENDED) + [False] * len(NOT_YET)
    found = kaplan_meier(ENDED + NOT_YET, flags)
    table = [(s.time, s.at_risk, s.ended, s.share, s.error, s.low, s.high) for s in found.steps]
    assert table == [
        pytest.approx(row, abs=6e-5)
        for row in [
            (6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516),
            (7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228),
            (10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894),
            (13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491),
            (16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049),
            (22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468),
            (23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801),
        ]
    ]
    assert found.time_by(0.5) == 23
    assert found.range_by(0.5) == (13, None)
    assert found.time_by(0.9) is None
    assert found.lasting(15) == pytest.approx(0.6902, abs=5e-5)
    assert found.lasting(1) == 1.0


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=40))
def test_when_all_ended_the_share_is_a_plain_count(durations: list[float]) -> None:
    found = kaplan_meier(durations, [True] * len(durations))
    for step in found.steps:
        longer = sum(one > step.time for one in durations)
        assert step.share == pytest.approx(longer / len(durations), abs=1e-9)


@given(st.lists(st.tuples(st.floats(0, 1e4), st.booleans()), max_size=40))
def test_shares_fall_and_lie_in_their_interval(rows: list[tuple[float, bool]]) -> None:
    found = kaplan_meier([one for one, _ in rows], [over for _, over in rows])
    assert all(a.share >= b.share for a, b in pairwise(found.steps))
    assert all(0 <= s.low <= s.share <= s.high <= 1 for s in found.steps)
    assert len(found.steps) == len({one for one, over in rows if over})


@pytest.mark.parametrize(
    ("durations", "ended"), [([1.0], []), ([-1.0], [True]), ([float("nan")], [True])]
)
def test_what_cannot_be_is_refused(durations: list[float], ended: list[bool]) -> None:
    with pytest.raises(InvalidArgument):
        kaplan_meier(durations, ended)
