"""The score interval: published values, and ends that stay around the share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.intervals.wilson import score_interval

CRITICAL = 1.959964


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)],
)
def test_published_values(successes: int, trials: int, low: float, high: float) -> None:
    """Newcombe (1998), *Statistics in Medicine* 17, 857-872, table I, to its four decimals."""
    found = score_interval(successes / trials, trials, CRITICAL)
    assert found == pytest.approx((low, high), abs=5e-5)


@given(share=st.floats(0, 1), sample=st.floats(0.5, 1e6))
def test_the_ends_are_shares_around_the_share(share: float, sample: float) -> None:
    low, high = score_interval(share, sample, CRITICAL)
    assert 0 <= low <= share <= high <= 1


@given(share=st.floats(0, 1), sample=st.floats(0.5, 1e6))
def test_the_other_way_round_it_is_mirrored(share: float, sample: float) -> None:
    low, high = score_interval(share, sample, CRITICAL)
    mirrored = score_interval(1 - share, sample, CRITICAL)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-9)
