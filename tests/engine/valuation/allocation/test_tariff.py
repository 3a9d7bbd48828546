"""A tariff in tiers prices each part of a quantity by its tier."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.valuation.allocation.tariff import tiered_cost

TIERS = [(0.0, 0.10), (1_000.0, 0.08), (5_000.0, 0.05)]


def test_each_part_has_the_price_of_its_tier() -> None:
    found = tiered_cost([0, 500, 1_000, 2_000, 6_000], TIERS)
    assert found == pytest.approx([0, 50, 100, 180, 100 + 320 + 50])


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_using_more_never_costs_less(one: float, other: float) -> None:
    less, more = tiered_cost(np.sort([one, other]), TIERS)
    assert less <= more + 1e-9


@pytest.mark.parametrize(
    "tiers", [[], [(1.0, 0.1)], [(0.0, 0.1), (0.0, 0.2)], [(0.0, 0.1), (5.0, -1.0)]]
)
def test_what_is_no_tariff_is_refused(tiers: list[tuple[float, float]]) -> None:
    with pytest.raises(InvalidArgument, match="tiers"):
        tiered_cost([1.0], tiers)
