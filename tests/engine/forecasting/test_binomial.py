"""Shares counted on a few cases: published ranges, and how often they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from levier.errors import InvalidArgument
from levier.forecasting.binomial import exact_share, wilson_share


def test_wilson_gives_the_published_range() -> None:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263."""
    found = wilson_share(81, 263)
    assert (found.low95, found.high95) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_clopper_and_pearson_give_the_published_range() -> None:
    """The same table: 81 of 263."""
    found = exact_share(81, 263)
    assert (found.low95, found.high95) == pytest.approx((0.2527, 0.3676), abs=5e-5)


def test_nothing_and_everything_keep_their_end() -> None:
    assert exact_share(0, 5).low95 == wilson_share(0, 5).low95 == 0
    assert exact_share(5, 5).high95 == wilson_share(5, 5).high95 == 1


@given(st.integers(1, 25), st.floats(0.02, 0.98))
def test_the_exact_range_holds_at_least_as_often_as_claimed(trials: int, share: float) -> None:
    ranges = [exact_share(count, trials) for count in range(trials + 1)]
    held = sum(
        float(binom.pmf(one.successes, trials, share))
        for one in ranges
        if one.low95 <= share <= one.high95
    )
    assert held >= 0.95 - 1e-9


@pytest.mark.parametrize(("successes", "trials"), [(0, 0), (3, 2), (-1, 4)])
def test_counts_that_cannot_be_are_refused(successes: int, trials: int) -> None:
    with pytest.raises(InvalidArgument, match=f"got {successes} of {trials}"):
        exact_share(successes, trials)
