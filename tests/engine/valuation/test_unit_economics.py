"""Customers' lifetimes and saved hours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.valuation.unit_economics import lifetime_value, saved_time_value


@given(st.floats(0.1, 1_000), st.floats(0.005, 1.0), st.floats(0.0, 0.3), st.integers(1, 400))
def test_a_lifetime_is_the_sum_of_its_months(
    margin: float, churn: float, rate: float, months: int
) -> None:
    when = np.arange(months)
    each = margin * (1 - churn) ** when * (1 + rate) ** (-when / 12)
    assert lifetime_value(margin, churn, rate, months) == pytest.approx(each.sum())


def test_the_whole_life_without_discount_is_margin_over_churn() -> None:
    assert lifetime_value(20.0, 0.04) == pytest.approx(500.0)


def test_a_whole_life_is_the_limit_of_long_ones() -> None:
    assert lifetime_value(20.0, 0.04, 0.08, 5_000) == pytest.approx(
        float(lifetime_value(20.0, 0.04, 0.08))
    )


def test_ranges_in_ranges_out() -> None:
    churn = np.array([0.02, 0.03, 0.05])
    assert (np.diff(lifetime_value(np.full(3, 20.0), churn)) < 0).all()


def test_saved_hours_count_as_far_as_they_are_used() -> None:
    assert saved_time_value(100.0, 45.0, 0.3) == pytest.approx(1_350.0)


@pytest.mark.parametrize("churn", [0.0, 1.2, float("nan")])
def test_a_churn_that_is_no_share_is_refused(churn: float) -> None:
    with pytest.raises(InvalidArgument, match="monthly churn"):
        lifetime_value(20.0, churn)


def test_a_lifetime_without_end_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="most_months"):
        lifetime_value(20.0, 0.01, -0.5)


def test_a_realisation_beyond_one_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="realisation"):
        saved_time_value(10.0, 40.0, 1.5)
