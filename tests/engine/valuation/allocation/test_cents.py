"""Whole cents that add up, whatever the order of the parts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.valuation.allocation.cents import round_together, split

names = st.text("abcdefgh", min_size=1, max_size=4)
weights = st.dictionaries(names, st.fractions(0, 1_000, max_denominator=10_000), min_size=1)
amounts = st.dictionaries(names, st.fractions(-1_000, 1_000, max_denominator=999), min_size=1)


@given(st.integers(-(10**12), 10**12), weights)
def test_parts_add_up_and_stay_within_a_cent(total: int, shares: dict[str, Fraction]) -> None:
    whole = sum(shares.values())
    if whole == 0:
        return
    parts = split(total, shares)
    assert sum(parts.values()) == total
    assert all(abs(parts[name] - total * shares[name] / whole) < 1 for name in shares)


@given(weights, st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_changes_nothing(
    shares: dict[str, Fraction], total: int, shuffled: object
) -> None:
    if not any(shares.values()):
        return
    items = list(shares.items())
    shuffled.shuffle(items)  # type: ignore[attr-defined]
    assert split(total, dict(items)) == split(total, shares)


@given(weights, st.integers(0, 10**9), st.fractions(Fraction(1, 100), 100, max_denominator=999))
def test_the_unit_of_the_weights_changes_nothing(
    shares: dict[str, Fraction], total: int, factor: Fraction
) -> None:
    if any(shares.values()):
        scaled = {name: weight * factor for name, weight in shares.items()}
        assert split(total, scaled) == split(total, shares)


@given(amounts)
def test_rounding_together_keeps_the_rounded_sum(exact: dict[str, Fraction]) -> None:
    parts = round_together(exact)
    assert abs(float(sum(parts.values()) - sum(exact.values()))) <= 0.5
    assert all(abs(parts[name] - exact[name]) < 2 for name in exact)


def test_ten_euros_by_three() -> None:
    assert split(1_000, dict.fromkeys("cab", Fraction(1))) == {"a": 334, "b": 333, "c": 333}


def test_a_credit_note_is_split_like_the_bill_that_it_cancels_to_a_cent() -> None:
    shares = {"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)}
    assert sorted(split(-1_000, shares).values()) == [-334, -333, -333]


@pytest.mark.parametrize("shares", [{}, {"a": Fraction(0)}, {"a": Fraction(2), "b": Fraction(-1)}])
def test_weights_that_split_nothing_are_refused(shares: dict[str, Fraction]) -> None:
    with pytest.raises(InvalidArgument, match="zero or more"):
        split(100, shares)
