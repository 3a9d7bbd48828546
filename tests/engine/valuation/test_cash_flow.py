"""Payback, trough, discounting, persistence, courses to come and self-financing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from levier.errors import InvalidArgument
from levier.valuation.cash_flow import NEVER, cash_flow, return_on_cost
from levier.valuation.discounting import discount_factors, present_value
from levier.valuation.monthly_path import continue_monthly
from levier.valuation.persistence import projected
from levier.valuation.self_financing import Funding, self_financing

flows = arrays(np.float64, (3, 12), elements=st.integers(-50, 50).map(float))


@given(flows)
def test_payback_is_the_first_month_that_stays_above_water(given_flows: np.ndarray) -> None:
    found = cash_flow(given_flows)
    for sums, payback in zip(found.cumulative, found.payback, strict=True):
        above = [bool((sums[month:] >= 0).all()) for month in range(12)]
        assert payback == (above.index(True) + 1 if any(above) else NEVER)


@given(flows)
def test_the_trough_is_the_cash_to_be_found(given_flows: np.ndarray) -> None:
    found = cash_flow(given_flows)
    lowest = np.minimum(np.cumsum(given_flows, axis=1).min(axis=1), 0)
    assert found.trough == pytest.approx(lowest)
    assert ((found.trough_month == 0) == (lowest == 0)).all()


def test_a_return_without_cost_is_no_number() -> None:
    found = return_on_cost(np.array([30.0, 30.0]), np.array([10.0, 0.0]))
    assert found[0] == pytest.approx(2.0)
    assert np.isnan(found[1])


def test_a_year_at_eight_percent() -> None:
    assert discount_factors(12, 0.08)[-1] == pytest.approx(1 / 1.08)
    assert present_value(np.zeros(24), 0.08) == 0
    assert discount_factors(3, 0.0).tolist() == [1.0, 1.0, 1.0]


def test_a_rate_that_loses_everything_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="above -1"):
        discount_factors(12, -1.0)


def test_half_is_left_after_a_half_life_and_doubt_grows() -> None:
    generator = np.random.default_rng(1)
    paths = projected(np.full(40_000, 100.0), np.full(40_000, 6.0), 12, 0.3, generator)
    # The mean keeps the fading; standard error of a mean of 40,000 is under 0.2 %.
    assert paths[:, 5].mean() == pytest.approx(50.0, rel=0.01)
    assert paths[:, 11].mean() == pytest.approx(25.0, rel=0.01)
    assert np.log(paths[:, 11]).std() == pytest.approx(0.3, rel=0.02)
    assert np.log(paths[:, 2]).std() < np.log(paths[:, 11]).std()


def test_an_effect_that_never_fades_stays() -> None:
    generator = np.random.default_rng(1)
    assert (projected(np.full(3, 7.0), np.full(3, np.inf), 5, 0.0, generator) == 7.0).all()


@pytest.mark.parametrize(("half_life", "drift"), [(0.0, 0.1), (5.0, -0.1)])
def test_a_persistence_that_cannot_be_is_refused(half_life: float, drift: float) -> None:
    with pytest.raises(InvalidArgument):
        projected(np.ones(2), np.full(2, half_life), 3, drift, np.random.default_rng(0))


@pytest.mark.parametrize("drift", [0.0, 0.15])
def test_courses_hold_what_comes_with_and_without_growth(drift: float) -> None:
    # 300 histories of 18 months; the sum of the next 12 falls in its 80 % range 80 % of the
    # time or a little more, with a Monte-Carlo error of 2.3 points: three of them below.
    generator = np.random.default_rng(5)
    inside = 0
    for _ in range(300):
        ratio = float(np.exp(generator.normal(np.log(0.3), 0.7)))
        level = 10 + np.cumsum(generator.normal(drift, ratio, 30))
        path = level + generator.normal(0, 1, 30)
        sums = continue_monthly(path[:18], 12, 400, generator).sum(axis=1)
        low, high = np.quantile(sums, [0.1, 0.9])
        inside += int(low <= path[18:].sum() <= high)
    assert 0.73 <= inside / 300 <= 0.9


def test_the_unit_of_a_course_changes_nothing() -> None:
    past = np.array([3.0, 5, 4, 6, 8, 7])
    one, thousand = (
        continue_monthly(past * unit, 4, 50, np.random.default_rng(2)) for unit in (1.0, 1e3)
    )
    assert thousand == pytest.approx(one * 1e3)


def test_a_level_that_never_moved_is_carried_on_and_a_short_past_refused() -> None:
    generator = np.random.default_rng(0)
    assert (continue_monthly(np.full(6, 2.0), 3, 5, generator) == 2.0).all()
    with pytest.raises(InvalidArgument, match="at least 4 months"):
        continue_monthly(np.ones(3), 3, 5, generator)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(10, 20, Funding.MAY_FUND), (-20, -10, Funding.NOT_YET), (-10, 10, Funding.NOT_ENOUGH)],
)
def test_a_product_that_paid_for_itself_may_fund_the_next(
    low: float, high: float, verdict: Funding
) -> None:
    found = self_financing(np.linspace(low, high, 101))
    assert found.verdict is verdict
    assert found.safe == pytest.approx(max(0.0, low + 0.1 * (high - low)))


def test_what_is_asked_counts() -> None:
    surplus = np.linspace(10, 20, 101)
    assert self_financing(surplus, 30.0).verdict is Funding.NOT_YET
    assert self_financing(surplus, 5.0).verdict is Funding.MAY_FUND
