from __future__ import annotations

import dataclasses
from statistics import NormalDist

import pytest
from tests.engine.workspace.effects_fixture import interval
from tests.engine.workspace.results_fixture import bare_results, empty_results, full_results

from levier.language import Language
from levier.workspace.report.headline import answer, chance_above_zero
from levier.workspace.report.wording import Wording
from levier.workspace.results import Portfolio, Results, Verdict


def said(results: Results, language: Language = "en") -> str:
    return " ".join(answer(Wording(results, language)))


def with_portfolio(**changes: object) -> Results:
    results = full_results()
    portfolio: Portfolio = dataclasses.replace(results.portfolio, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(results, portfolio=portfolio)


@pytest.mark.parametrize("middle", [-1.5, -0.7, 0.0, 0.4, 1.1, 1.9])
def test_the_chance_is_that_of_a_normal_distribution(middle: float) -> None:
    assert chance_above_zero(interval(middle, 1.0)) == pytest.approx(
        NormalDist().cdf(middle), abs=1e-9
    )


@pytest.mark.parametrize(("middle", "chance"), [(5.0, 0.975), (-5.0, 0.025)])
def test_beyond_the_quantiles_the_chance_stays_at_their_end(middle: float, chance: float) -> None:
    assert chance_above_zero(interval(middle, 1.0)) == pytest.approx(chance)


def test_the_whole_answer_in_english() -> None:
    assert said(full_results()) == (
        "The decisions measured here brought €412k: there are eight chances in ten that the true "
        "figure lies between €299k and €525k. They cost €335k; there are 8 chances in 10 that they "
        "have paid for themselves. The data alone prove €355k of it. Without the forecasts, from "
        "the data alone, the value would be €371k, between €253k and €489k. People declare €50k "
        "besides: it is in no total. Not known: 10 effects out of 20 are not proven, 2 "
        "expectations could not be measured and 7 effects have no value in money and are in no "
        "total."
    )


def test_a_value_that_may_be_negative_is_not_called_a_gain() -> None:
    text = said(with_portfolio(value=interval(10_000.0, 50_000.0)), "fr")
    assert "ont pu rapporter ou coûter" in text


def test_without_cost_nothing_is_said_of_the_return() -> None:
    assert "cannot say whether they paid" in said(with_portfolio(cost=0.0))


@pytest.mark.parametrize(
    ("net", "words"),
    [
        (interval(100.0, 10.0), "more than 19 chances in 20"),
        (interval(-100.0, 10.0), "less than 1 chance in 20"),
        (interval(-13.0, 10.0), "1 chance in 10"),
        (interval(0.0, 10.0), "5 chances in 10"),
    ],
)
def test_chances_are_said_in_words(net: object, words: str) -> None:
    assert words in said(with_portfolio(net=net))


def test_the_answer_without_forecasts_is_said_only_when_it_differs() -> None:
    value = full_results().portfolio.value
    assert "Without the forecasts" not in said(with_portfolio(without_forecasts=value))


def test_when_nothing_stands_out_nothing_is_called_proven() -> None:
    results = full_results()
    effects = tuple(
        dataclasses.replace(effect, verdict=Verdict.NOT_PROVEN) for effect in results.effects
    )
    text = said(dataclasses.replace(results, effects=effects))
    assert "None of it is proven by the data alone yet." in text


def test_empty_answers() -> None:
    assert said(empty_results(), "fr").startswith("Rien n’a encore pu être mesuré.")
    assert "without a value in money" in said(bare_results())
