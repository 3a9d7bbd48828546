"""Twice as often as before, or perhaps not: the exact interval of a ratio of counts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson

from levier.errors import InvalidArgument
from levier.intervals.rate_ratio import rate_ratio

COUNTS = st.integers(0, 200)


def test_it_is_the_exact_interval_of_the_share_in_odds() -> None:
    found = rate_ratio(12, 4, level=0.95)
    share = binomtest(12, 16).proportion_ci(0.95, "exact")
    assert found.ratio == 3
    assert found.low == pytest.approx(share.low / (1 - share.low))
    assert found.high == pytest.approx(share.high / (1 - share.high))


@pytest.mark.parametrize(
    ("later", "earlier", "direction"), [(12, 4, 1), (4, 12, -1), (3, 1, 0), (5, 0, 1), (0, 0, 0)]
)
def test_it_says_which_way_only_when_that_is_clear(
    later: int, earlier: int, direction: int
) -> None:
    assert rate_ratio(later, earlier).direction == direction


@given(COUNTS, COUNTS)
def test_swapping_the_periods_turns_it_round(later: int, earlier: int) -> None:
    one, other = rate_ratio(later, earlier), rate_ratio(earlier, later)
    assert one.direction == -other.direction
    assert one.low == pytest.approx(1 / other.high if other.high else math.inf)


@given(COUNTS, COUNTS)
def test_the_ratio_lies_inside(later: int, earlier: int) -> None:
    found = rate_ratio(later, earlier)
    assert found.ratio is None or found.low <= found.ratio <= found.high


def test_a_longer_stretch_counts_for_its_length() -> None:
    assert rate_ratio(8, 4, later_length=8, earlier_length=4).ratio == pytest.approx(1)


def test_it_errs_no_more_often_than_promised() -> None:
    """Summed over every pair of counts of mean 3: no sampling, no luck."""
    wrong = sum(
        poisson.pmf(a, 3) * poisson.pmf(b, 3)
        for a in range(25)
        for b in range(25)
        if rate_ratio(a, b).direction != 0
    )
    assert wrong <= 0.1


@pytest.mark.parametrize("options", [{"later": -1}, {"later_length": 0}, {"level": 1}])
def test_what_makes_no_sense_is_refused(options: dict[str, float]) -> None:
    with pytest.raises(InvalidArgument):
        rate_ratio(**({"later": 1, "earlier": 1} | options))  # type: ignore[arg-type]
