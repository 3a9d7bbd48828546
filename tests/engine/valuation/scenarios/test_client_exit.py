"""The courses of a client's exit: against the arithmetic of a case where all is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from levier.valuation.scenarios.client_exit import (
    ClientTerms,
    ExitCourses,
    draw_exit,
    keep,
    leave,
    reprice,
)
from levier.valuation.scenarios.ranges import ALL, NOTHING, Range


def sure(value: float) -> Range:
    """Know a number."""
    return Range(value, value, value)


KNOWN = ClientTerms(
    revenue=sure(100.0),
    margin=sure(0.4),
    avoidable_cost=sure(30.0),
    ramp_months=sure(3.0),
    notice_months=2.0,
    payment_days=0.0,
    exit_cost=sure(50.0),
    refill_share=sure(0.5),
    refill_months=sure(10.0),
    refill_margin=sure(0.6),
    refill_cost=NOTHING,
)


def left(terms: ClientTerms, months: int = 24, count: int = 1) -> ExitCourses:
    """Let the client leave."""
    return leave(draw_exit(terms, count, np.random.default_rng(1)), terms, months)


def test_each_month_is_what_arithmetic_says() -> None:
    result = left(KNOWN).result[0]
    assert result[0] == pytest.approx(0.0)
    assert result[1] == pytest.approx(-50.0)  # notice over: the exit is paid
    assert result[2] == pytest.approx(-40 + 10 + 0.6 * 5)  # gone, a third saved, a tenth refilled
    assert result[11] == pytest.approx(-40 + 30 + 0.6 * 50)
    assert result[23] == pytest.approx(result[11])


def test_cash_is_the_sum_of_results_when_all_is_paid_at_once() -> None:
    found = left(KNOWN)
    assert found.cash == pytest.approx(np.cumsum(found.result, axis=1))


def test_late_payment_moves_cash_and_loses_none_of_it() -> None:
    late = replace(KNOWN, payment_days=45.6, refill_share=NOTHING)
    found, prompt = left(late, 36), left(replace(late, payment_days=0.0), 36)
    # 100 a month are still received a month and a half after the notice: 150 more in hand.
    assert found.cash[0, -1] - prompt.cash[0, -1] == pytest.approx(150.0)
    assert (found.result == prompt.result).all()


def test_winning_new_clients_costs_once_for_each_unit_of_yearly_revenue() -> None:
    costly = replace(KNOWN, refill_cost=sure(0.1))
    spent = (left(KNOWN).result - left(costly).result).sum()
    assert spent == pytest.approx(0.1 * 12 * 50)


def test_keeping_changes_nothing() -> None:
    drawn = draw_exit(KNOWN, 3, np.random.default_rng(1))
    assert not keep(drawn, 12).result.any()


def test_a_price_raised_is_won_or_loses_the_client() -> None:
    asked = replace(KNOWN, price_rise=sure(0.1), leaves_if_asked=sure(0.0))
    drawn = draw_exit(asked, 2, np.random.default_rng(1))
    assert reprice(drawn, asked, 6).result == pytest.approx(np.full((2, 6), 10.0))
    lost = replace(asked, leaves_if_asked=ALL)
    drawn = draw_exit(lost, 2, np.random.default_rng(1))
    assert reprice(drawn, lost, 6).result == pytest.approx(leave(drawn, lost, 6).result)


def test_a_chance_to_leave_is_drawn_as_often_as_it_says() -> None:
    asked = replace(KNOWN, leaves_if_asked=sure(0.3))
    drawn = draw_exit(asked, 20_000, np.random.default_rng(1))
    # Standard error 0.3 points: four of them.
    assert drawn.leaves.mean() == pytest.approx(0.3, abs=0.013)


def test_ranges_in_ranges_out_and_the_same_seed_the_same_courses() -> None:
    wide = replace(KNOWN, refill_share=Range(0.1, 0.5, 1.0), avoidable_cost=Range(10, 30, 60))
    first, again = left(wide, count=500), left(wide, count=500)
    assert (first.result == again.result).all()
    assert first.result[:, 23].std() > 5
