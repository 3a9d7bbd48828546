"""Where a budget line ends: recovery on drawn years, and its limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.valuation.run_rate import year_end

MONTHS = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=11)


def test_the_range_holds_eight_years_in_ten() -> None:
    draws, seen = 4000, 5
    years = np.random.default_rng(1).normal(100.0, 20.0, (draws, 12))
    found = [year_end(list(year[:seen]), 12 - seen, 1200.0) for year in years]
    held = np.mean(
        [
            one is not None and one.low <= year.sum() <= one.high
            for one, year in zip(found, years, strict=True)
        ]
    )
    # The predictive range is exact for Gaussian months: three standard errors of 4,000 draws.
    assert abs(held - 0.8) < 3 * math.sqrt(0.16 / draws)
    above = np.mean([one is not None and one.over for one in found])
    assert abs(above - np.mean(years.sum(axis=1) > 1200.0)) < 0.03


@given(MONTHS, st.integers(1, 9), st.floats(-1e6, 1e6))
def test_money_scales(months: list[float], left: int, budget: float) -> None:
    one, ten = year_end(months, left, budget), year_end([10 * m for m in months], left, 10 * budget)
    assert one is not None
    assert ten is not None
    assert one.low <= one.mid <= one.high
    assert ten.mid == pytest.approx(10 * one.mid, rel=1e-9, abs=1e-6)
    assert 0.0 <= one.over <= 1.0


def test_a_year_that_is_over_has_no_range() -> None:
    done = year_end([10.0, 20.0], 0, 25.0)
    assert done is not None
    assert (done.low, done.mid, done.high, done.over) == (30.0, 30.0, 30.0, 1.0)


def test_two_months_tell_too_little() -> None:
    assert year_end([10.0, 20.0], 3, 100.0) is None


def test_months_to_come_are_counted_up() -> None:
    with pytest.raises(InvalidArgument, match="left"):
        year_end([1.0, 2.0, 3.0], -1, 10.0)
