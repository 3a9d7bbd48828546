"""The e-mail test measured as a whole workspace: three arms, in dollars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.reference.experiments.hillstrom import write_hillstrom

import levier
from levier.workspace.results import Design, Grade, Verdict

if TYPE_CHECKING:
    from levier.workspace.results import Effect, Results

USERS = {"mens": 21_307, "womens": 21_387}
PER_USER = {"mens": 0.7698, "womens": 0.4244}
"""Dollars a customer, recomputed from the rows: 1.4226 and 1.0772 against 0.6528."""
SE_PER_USER = {"mens": 0.1452, "womens": 0.1305}
"""Of the difference of two means: sqrt(17.75^2 / 21,307 + 11.59^2 / 21,306) for the men's."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return levier.measure(write_hillstrom(tmp_path_factory.mktemp("hillstrom")))


def effect_on(results: Results, metric: str, arm: str) -> Effect:
    (found,) = (one for one in results.effects if (one.metric, one.arm) == (metric, arm))
    return found


@pytest.mark.parametrize("arm", ["mens", "womens"])
def test_dollars_a_customer_are_those_published(results: Results, arm: str) -> None:
    effect = effect_on(results, "spend", arm)
    # 4,096 draws know their median to 1.25 sd / 64.
    drawn = 4 * 1.25 * SE_PER_USER[arm] / 64
    assert effect.average.p50 == pytest.approx(PER_USER[arm], abs=drawn)
    half = (effect.average.high95 - effect.average.low95) / 2
    assert half == pytest.approx(1.96 * SE_PER_USER[arm], rel=0.06)
    assert effect.verdict is Verdict.GAIN


@pytest.mark.parametrize("arm", ["mens", "womens"])
def test_money_is_that_of_the_customers_of_the_arm(results: Results, arm: str) -> None:
    effect = effect_on(results, "spend", arm)
    assert effect.money is not None
    assert effect.money.p50 == pytest.approx(USERS[arm] * effect.average.p50, rel=1e-9)
    assert effect.in_total


def test_the_total_counts_the_shared_control_once(results: Results) -> None:
    """Both arms are compared with one control: their errors do not cancel as if they were two."""
    value = results.portfolio.value
    expected = sum(USERS[arm] * PER_USER[arm] for arm in USERS)
    assert value.p50 == pytest.approx(expected, rel=0.02)
    alone = [USERS[arm] * SE_PER_USER[arm] for arm in USERS]
    independent = (alone[0] ** 2 + alone[1] ** 2) ** 0.5
    assert (value.high95 - value.low95) / 3.92 > 1.05 * independent


def test_mailing_cost_is_set_against_it(results: Results) -> None:
    portfolio = results.portfolio
    assert portfolio.cost == pytest.approx(0.01 * sum(USERS.values()))
    assert portfolio.net.p50 == pytest.approx(portfolio.value.p50 - portfolio.cost)
    assert portfolio.return_on_cost is not None
    assert portfolio.return_on_cost.low95 > 1


@pytest.mark.parametrize("metric", ["visit", "conversion", "spend"])
def test_a_sound_test_is_graded_a_and_proves_both_arms(results: Results, metric: str) -> None:
    for arm in USERS:
        effect = effect_on(results, metric, arm)
        assert (effect.design, effect.grade) == (Design.EXPERIMENT, Grade.A)
        assert effect.verdict is Verdict.GAIN
        assert (effect.money is None) is (metric != "spend")
    assert (
        effect_on(results, metric, "mens").effect.p50
        > effect_on(results, metric, "womens").effect.p50
    )


def test_nothing_else_is_said(results: Results) -> None:
    assert len(results.effects) == 6
    assert results.not_measured == ()
    assert results.portfolio.by_team["Marketing"].value == results.portfolio.value
