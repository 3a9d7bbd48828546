"""Build, buy or stop, and the concentration of clients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.errors import InvalidArgument
from levier.valuation.concentration import concentration
from levier.valuation.scenarios.build_or_buy import STOP, Comparison, Way, compare_ways
from levier.valuation.scenarios.ranges import NOTHING, Range


def sure(value: float) -> Range:
    """Know a number."""
    return Range(value, value, value)


def compared(benefit: float, rate: float = 0.0, **ways: Way) -> Comparison:
    """Compare ways whose benefit is known."""
    return compare_ways(np.full(50, benefit), ways, 24, rate, np.random.default_rng(1))


BUILD = Way(sure(1_000.0), sure(10.0), months_to_live=sure(4.0))
BUY = Way(NOTHING, sure(80.0), benefit_share=sure(0.8))


def test_the_worth_is_what_arithmetic_says() -> None:
    found = compared(100.0, build=BUILD, buy=BUY).ways
    assert found["build"].worth == pytest.approx(np.full(50, 20 * 90 - 1_000.0))
    assert found["buy"].worth == pytest.approx(np.zeros(50))
    assert found["build"].cost_of_ownership == pytest.approx(np.full(50, 1_200.0))
    # 250 a month while it is built, then 90 a month: above zero in the 16th month.
    assert (found["build"].payback == 16).all()


def test_the_best_way_and_what_would_turn_it() -> None:
    found = compared(100.0, build=BUILD, buy=BUY)
    assert found.best == {"build": 1.0, "buy": 0.0, STOP: 0.0}
    assert found.break_even_benefit["build"] == pytest.approx(60.0)
    assert found.break_even_benefit["buy"] == pytest.approx(100.0)
    assert compared(20.0, build=BUILD, buy=BUY).best[STOP] == 1.0


@given(st.floats(10, 500), st.floats(0, 0.3))
def test_at_its_break_even_a_way_is_worth_nothing(benefit: float, rate: float) -> None:
    level = compared(benefit, rate, build=BUILD).break_even_benefit["build"]
    assert compared(level, rate, build=BUILD).ways["build"].worth == pytest.approx(
        np.zeros(50), abs=1e-6
    )


def test_slow_adoption_delays_the_benefit() -> None:
    slow = Way(NOTHING, NOTHING, adoption_months=sure(12.0))
    months = compared(1.0, slow=slow).ways["slow"].benefit_months[0]
    assert months == pytest.approx(sum(min(month / 12, 1) for month in range(1, 25)))


def test_ten_equal_clients_count_for_ten() -> None:
    found = concentration({f"c{rank}": 5.0 for rank in range(10)})
    assert found.herfindahl == pytest.approx(1_000)
    assert found.effective_clients == pytest.approx(10)


def test_one_client_among_many_is_first() -> None:
    found = concentration({"big": 38.0, **{f"c{rank}": 2.0 for rank in range(31)}})
    assert next(iter(found.shares)) == "big"
    assert found.shares["big"] == pytest.approx(0.38)
    assert found.herfindahl == pytest.approx(38**2 + 31 * 4)


def test_no_revenue_is_no_concentration() -> None:
    with pytest.raises(InvalidArgument, match="no revenue"):
        concentration({"a": 0.0})
