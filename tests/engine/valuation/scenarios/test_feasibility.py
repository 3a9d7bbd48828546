"""A demand answered during a call."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.valuation.scenarios.feasibility import Feasibility, FeasibilityAnswer, feasibility
from levier.valuation.scenarios.ranges import NOTHING, Range


def answered(
    margin: float = 18_000.0, drift: float = 0.0, days: float = 3.5, win: float = 0.6
) -> FeasibilityAnswer:
    """Answer a demand of two to five days."""
    return feasibility(
        Range(days * 0.6, days, days * 1.4),
        Range(0.7 * margin, margin, 1.3 * margin),
        Range(0.8 * win, win, min(1.0, 1.2 * win)),
        650.0,
        Range(drift, drift, drift),
    )


def test_the_middle_is_what_arithmetic_says() -> None:
    found = feasibility(
        Range(3, 3, 3), Range(10_000, 10_000, 10_000), Range(0.5, 0.5, 0.5), 600.0, NOTHING
    )
    assert found.value == pytest.approx((3_200.0,) * 3)
    assert found.most_days == pytest.approx(5_000 / 600)
    assert found.least_margin == pytest.approx(3_600)
    assert found.least_chance == pytest.approx(0.18)


@pytest.mark.parametrize(
    ("given_terms", "answer"),
    [
        ({}, Feasibility.YES),
        ({"drift": 7_000.0}, Feasibility.WITH_LIMITS),
        ({"margin": 4_200.0}, Feasibility.WITH_LIMITS),
        ({"margin": 2_000.0}, Feasibility.NO),
    ],
)
def test_yes_with_limits_no(given_terms: dict[str, float], answer: Feasibility) -> None:
    assert answered(**given_terms).answer is answer


@given(st.floats(500, 50_000), st.floats(1, 2))
def test_more_margin_never_turns_a_yes_into_a_no(margin: float, factor: float) -> None:
    less, more = answered(margin), answered(margin * factor)
    # 20,000 draws with the same seed: the comparison is draw by draw.
    assert more.worth_it >= less.worth_it
    assert more.mean >= less.mean


@pytest.mark.parametrize(
    ("effort", "win", "rate", "said"),
    [
        (Range(-1, 2, 3), Range(0.1, 0.2, 0.3), 600.0, "effort"),
        (Range(1, 2, 3), Range(0.1, 0.2, 1.3), 600.0, "chance to win"),
        (Range(1, 2, 3), Range(0.1, 0.2, 0.3), -1.0, "rate"),
    ],
)
def test_what_cannot_be_is_refused(effort: Range, win: Range, rate: float, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        feasibility(effort, Range(1, 2, 3), win, rate, NOTHING)


def test_a_range_out_of_order_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="low <= mid <= high"):
        Range(3, 2, 5)
