"""Prices compared on joint draws; demand held to fall; what cannot be refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from levier.errors import InvalidArgument
from levier.gates.falling_demand import falling
from levier.gates.paid_test import PriceTried, paid_test
from levier.gates.verdict import Verdict

TRIED = (
    PriceTried(19.0, 200, 24, 6.0),
    PriceTried(29.0, 200, 20, 6.0),
    PriceTried(39.0, 200, 8, 6.0),
)


def test_chances_are_those_of_joint_draws() -> None:
    found = paid_test(TRIED, 0.05)
    assert sum(one.best for one in found.prices) == pytest.approx(1.0)
    assert found.prices[found.chosen].tried.price == 29.0
    chosen = found.prices[found.chosen]
    assert chosen.expected_loss == min(one.expected_loss for one in found.prices)
    assert found.verdict is Verdict.PASS


def test_margin_is_that_of_the_share_who_pay() -> None:
    """Twenty of 200 with a prior worth two offers at 8.7 %: (20 + 0.17) / 202 × 23."""
    found = paid_test(TRIED[1:2], 0.05, falling_demand=False)
    # Four thousand draws of a share of deviation 0.021: the mean is known to 0.0003 × 23.
    assert found.prices[0].mean_margin == pytest.approx(20.2 / 202 * 23, abs=0.03)
    assert (found.demand_falls, found.offers_to_choose) == (1.0, 0)


@given(st.randoms())
@settings(max_examples=10, deadline=None)
def test_the_order_of_rows_changes_nothing(generator: object) -> None:
    rows = [*TRIED, PriceTried(19.0, 50, 3, 6.0)]
    shuffled = list(rows)
    generator.shuffle(shuffled)  # type: ignore[attr-defined]
    assert paid_test(shuffled, 0.05, draws=200) == paid_test(rows, 0.05, draws=200)


def test_the_projection_is_isotonic_regression() -> None:
    generator = np.random.default_rng(2)
    draws, weights = generator.random((50, 5)), generator.uniform(1, 9, 5)
    found = falling(draws, weights)
    for row, said in zip(draws, found, strict=True):
        expected = isotonic_regression(row, weights=weights, increasing=False).x
        assert said == pytest.approx(expected)


def test_demand_that_seems_to_rise_is_pooled() -> None:
    tried = (PriceTried(10.0, 40, 4), PriceTried(20.0, 40, 8))
    held, free = (paid_test(tried, 0.05, falling_demand=one) for one in (True, False))
    assert held.demand_falls == free.demand_falls < 0.5
    assert held.prices[1].conversion[2] < free.prices[1].conversion[2]
    assert held.prices[0].conversion[2] >= held.prices[1].conversion[2]


def test_few_offers_are_not_enough_and_more_are_counted() -> None:
    found = paid_test((PriceTried(19.0, 12, 2), PriceTried(29.0, 10, 1)), 0.1)
    assert found.verdict is Verdict.NOT_ENOUGH
    assert found.offers_to_choose is not None
    assert found.offers_to_choose > 0


def test_a_price_that_nobody_was_offered_is_no_choice() -> None:
    found = paid_test((PriceTried(9.0, 50, 5), PriceTried(99.0, 0, 0)), 0.05)
    assert [one.tried.price for one in found.prices] == [9.0]


def test_it_fails_only_when_no_price_can_reach_the_threshold() -> None:
    found = paid_test((PriceTried(19.0, 300, 3), PriceTried(29.0, 300, 1)), 0.05)
    assert (found.verdict, found.offers_to_settle) == (Verdict.FAIL, None)


def test_the_best_price_is_found_as_often_as_is_said() -> None:
    """A hundred companies with prices drawn from the prior: the chance said is the share seen.

    The chosen price is said to be the best with chances that sum to the number expected; their
    deviation is at most sqrt(100 / 4) = 5; three of them are allowed.
    """
    generator = np.random.default_rng(11)
    said, right = 0.0, 0
    for _ in range(100):
        truth = np.sort(generator.beta(2, 18, 3))[::-1]
        tried = [
            PriceTried(price, 80, int(generator.binomial(80, share)))
            for price, share in zip((10.0, 14.0, 20.0), truth, strict=True)
        ]
        found = paid_test(tried, 0.05, draws=400)
        said += found.prices[found.chosen].best
        right += int(np.argmax(truth * np.array([10.0, 14.0, 20.0])) == found.chosen)
    assert abs(said - right) < 15


@pytest.mark.parametrize(
    ("tried", "threshold", "said"),
    [
        ([], 0.05, "at least one price"),
        ([PriceTried(10.0, 3, 4)], 0.05, "4 of 3"),
        ([PriceTried(10.0, 3, -1)], 0.05, "-1 of 3"),
        ([PriceTried(0.0, 3, 1)], 0.05, "price must be above 0"),
        ([PriceTried(10.0, 3, 1)], 5, "between 0 and 1"),
        ([PriceTried(10.0, 0, 0)], 0.05, "at least one offer"),
    ],
)
def test_what_cannot_be_is_refused(tried: list[PriceTried], threshold: float, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        paid_test(tried, threshold)
