"""What is chosen is what weighing every choice would choose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.portfolio.small_bets import allowed, drawn_bets, objective, worst_of

from levier.errors import InvalidArgument
from levier.portfolio.bets import Bets, Fixed, Risk
from levier.portfolio.selection import select
from levier.portfolio.worst_draws import tail_mean

SEEDS, SIZES = st.integers(0, 10_000), st.integers(4, 8)


@settings(max_examples=25, deadline=None)
@given(SEEDS, SIZES, st.sampled_from([0.0, 0.4, 1.0]))
def test_it_equals_brute_force(seed: int, size: int, aversion: float) -> None:
    bets, risk = drawn_bets(seed, size), Risk(aversion, tail=0.25)
    found = select(bets, risk)
    best = max((objective(bets, one, risk) for one in allowed(bets)), default=None)
    assert (found is None) == (best is None)
    if found is not None and best is not None:
        assert found.proven
        assert found.objective == pytest.approx(best, abs=1e-6)
        assert found.chosen in set(allowed(bets))
        assert objective(bets, found.chosen, risk) == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_twelve_bets_equal_brute_force(seed: int) -> None:
    bets = drawn_bets(seed, 12)
    found = select(bets)
    assert found is not None
    best = max(objective(bets, one) for one in allowed(bets))
    assert found.objective == pytest.approx(best, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(SEEDS, SIZES)
def test_a_bound_on_the_worst_draws_is_kept(seed: int, size: int) -> None:
    bets = replace(drawn_bets(seed, size), must=())
    found = select(bets, Risk(tail=0.25, least=-5.0))
    fits = [one for one in allowed(bets) if worst_of(bets, one, 0.25) >= -5.0]
    assert found is not None
    best = max(objective(bets, one) for one in fits)
    assert found.objective == pytest.approx(best, abs=1e-5)


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_the_order_of_bets_changes_nothing(seed: int) -> None:
    bets = replace(drawn_bets(seed, 7), requires=(), excludes=(), must=())
    turn = np.random.default_rng(seed).permutation(7)
    limits = tuple(replace(one, use=one.use[turn]) for one in bets.limits)
    names = tuple(bets.names[n] for n in turn)
    turned = replace(bets, names=names, values=bets.values[turn], limits=limits)
    before, after = select(bets), select(turned)
    assert before is not None
    assert after is not None
    assert {bets.names[n] for n in before.chosen} == {names[n] for n in after.chosen}


def test_bets_can_be_taken_or_left_beforehand() -> None:
    bets = Bets(("good", "bad"), np.array([[3.0, 3.0], [-1.0, -1.0]]))
    free, held = select(bets), select(bets, fixed=Fixed(taken=(1,), left=(0,)))
    assert free is not None
    assert held is not None
    assert (free.chosen, free.objective) == ((0,), 3.0)
    assert (held.chosen, held.objective) == ((1,), -1.0)


def test_the_mean_of_the_worst_draws_counts_the_last_in_part() -> None:
    # A quarter of 6 draws is one draw and a half: (1 + 2 / 2) / 1.5.
    assert tail_mean([6, 5, 4, 3, 2, 1], 0.25) == pytest.approx(2 / 1.5)
    assert tail_mean([4, 2], 1.0) == pytest.approx(3)


@pytest.mark.parametrize("values", [np.zeros((2, 3)), np.array([[np.nan]]), np.zeros(1)])
def test_values_must_fit_their_names(values: np.ndarray[tuple[int, ...]]) -> None:
    with pytest.raises(InvalidArgument, match="values must be"):
        Bets(("one",), values)


@pytest.mark.parametrize(("aversion", "tail"), [(-0.1, 0.05), (1.1, 0.05), (0.5, 0.0)])
def test_risk_must_be_a_share(aversion: float, tail: float) -> None:
    with pytest.raises(InvalidArgument, match="aversion must be 0 to 1"):
        Risk(aversion, tail)
