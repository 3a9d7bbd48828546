"""Forecasts help to estimate and never prove; without them, no trace of them is left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.engine.workspace.measurement.company import (
    START,
    company,
    decided,
    decision,
    effect_of,
    expects,
    measured,
    metric,
    observed,
    values,
)

from levier.workspace.model import Direction, Workspace
from levier.workspace.results import Results, Verdict
from levier.workspace.writing.json import to_json

SIZES = {"one": 0.10, "two": 0.02, "three": 0.0}


def history(factor: float = 1.0, **parts: Any) -> Workspace:
    """Three decisions; their forecasts are the truth times ``factor``, and a little."""
    names = list(SIZES)
    return company(
        metrics={"orders": metric(value_per_unit=(9, 10, 11))},
        observations={
            "orders": observed(values({90 + 40 * k: SIZES[n] for k, n in enumerate(names)}))
        },
        decisions=decided(*(decision(name, 90 + 40 * k) for k, name in enumerate(names))),
        expectations=tuple(forecast(name, factor * SIZES[name] + 0.02) for name in names),
        **parts,
    )


def forecast(name: str, mid: float) -> Any:
    return expects(name, low=0.5 * mid, mid=mid, high=1.5 * mid)


def without_scores(results: Results) -> dict[str, Any]:
    """Take out what is about the forecasts themselves: what they said, and how they did."""
    found = to_json(results)
    found["portfolio"].pop("forecasts")
    for effect in found["effects"]:
        effect.pop("forecast")
        # What would settle an effect takes the forecast size for granted, whatever was measured.
        effect.pop("settling")
    return found


def test_priors_off_leaves_no_trace_of_the_forecasts() -> None:
    modest, wild = (measured(history(factor), priors="off") for factor in (1.0, 9.0))
    assert without_scores(modest) == without_scores(wild)
    assert modest.portfolio.forecasts != wild.portfolio.forecasts


def test_priors_off_is_having_no_forecast() -> None:
    silent = replace(history(), expectations=tuple(expects(name) for name in SIZES))
    off = without_scores(measured(history(), priors="off"))
    assert off == without_scores(measured(silent, priors="off"))


def test_totals_from_the_data_alone_are_the_same_with_and_without_forecasts() -> None:
    on, off = measured(history()).portfolio, measured(history(), priors="off").portfolio
    assert on.without_forecasts == off.without_forecasts == off.value
    assert on.unshrunk == off.unshrunk
    assert on.value != off.value


def test_priors_on_uses_them_and_shows_both_answers() -> None:
    modest, wild = (measured(history(factor)) for factor in (1.0, 9.0))
    one, other = (effect_of(results, "two") for results in (modest, wild))
    assert one.effect != other.effect
    assert one.without_forecast == other.without_forecast
    assert one.without_forecast != one.effect
    off = effect_of(measured(history(), priors="off"), "two")
    assert off.effect == one.without_forecast
    assert off.without_forecast is None


@pytest.mark.parametrize("direction", Direction)
def test_a_verdict_needs_the_data_alone_to_exclude_zero(direction: Direction) -> None:
    """A noisy series with a small effect and a sure forecast: the forecast proves nothing."""
    sign = 1 if direction is Direction.UP else -1
    mid = 0.03 * sign
    low, high = sorted((0.9 * mid, 1.1 * mid))
    workspace = company(
        metrics={"orders": metric(direction=direction)},
        observations={"orders": observed(values({START: mid}, sd=0.12))},
        expectations=(expects(low=low, mid=mid, high=high),),
    )
    effect = effect_of(measured(workspace), "change")
    assert effect.without_forecast is not None
    assert effect.without_forecast.low95 < 0 < effect.without_forecast.high95
    assert effect.verdict is Verdict.NOT_PROVEN


def test_every_verdict_of_the_demonstration_stands_without_the_forecasts(demo: Results) -> None:
    proven = [effect for effect in demo.effects if effect.verdict is not Verdict.NOT_PROVEN]
    assert len(proven) > 5
    for effect in proven:
        for one in (effect.effect, effect.without_forecast or effect.effect):
            assert one.low95 > 0 or one.high95 < 0


def test_a_forecast_is_scored_against_the_data_alone(demo: Results) -> None:
    scored = [effect for effect in demo.effects if effect.forecast is not None]
    assert demo.portfolio.forecasts.scored == len(scored)
    inside = 0
    for effect in scored:
        assert effect.forecast is not None
        alone = (effect.without_forecast or effect.effect).p50
        assert effect.forecast.inside80 == (effect.forecast.p10 <= alone <= effect.forecast.p90)
        assert effect.forecast.crps > 0
        inside += effect.forecast.inside80
    assert demo.portfolio.forecasts.coverage80 == pytest.approx(inside / len(scored))


def test_optimists_are_found_out(demo: Results) -> None:
    """The authors of the demonstration hope for 1.6 times what happens."""
    scores = demo.portfolio.forecasts
    assert scores.coverage80 is not None
    assert scores.coverage80 < 0.8
    assert scores.bias is not None
