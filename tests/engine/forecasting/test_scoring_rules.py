"""Scores agree with their definition, and an author gains nothing by saying something else."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from levier.errors import InvalidArgument
from levier.forecasting.elicitation import SplitNormal, elicit
from levier.forecasting.pooling import pool
from levier.forecasting.scoring_rules import (
    coverage,
    crps,
    expected_crps,
    interval_score,
    log_score,
    pinball,
)

spreads = st.floats(0.05, 5.0)
forecasts = st.builds(SplitNormal, st.floats(-3, 3), spreads, spreads)


def draws(forecast: SplitNormal, count: int = 4001) -> np.ndarray:
    """Give evenly spaced quantiles: what a sample of the author's own belief looks like."""
    levels = (np.arange(count) + 0.5) / count
    return np.array([forecast.quantile(float(level)) for level in levels])


def test_crps_of_a_normal_is_the_textbook_one() -> None:
    # Gneiting and Raftery (2007), equation 21: sd (2 phi(z) + z (2 Phi(z) - 1) - 1 / sqrt(pi)).
    normal = SplitNormal(1.0, 2.0, 2.0)
    z = 0.75
    phi, cdf = math.exp(-(z**2) / 2) / math.sqrt(2 * math.pi), 0.5 * math.erfc(-z / math.sqrt(2))
    textbook = 2.0 * (2 * phi + z * (2 * cdf - 1) - 1 / math.sqrt(math.pi))
    assert crps(normal, 2.5) == pytest.approx(textbook, rel=1e-12)


@given(forecasts, st.floats(-8, 8))
@settings(max_examples=40)
def test_closed_form_agrees_with_quadrature(forecast: SplitNormal, value: float) -> None:
    assert crps(pool([forecast]), value) == pytest.approx(crps(forecast, value), abs=1e-7)


def test_crps_is_half_the_mean_pinball_over_levels() -> None:
    forecast = elicit(-0.01, 0.03, 0.12)
    levels = (np.arange(2000) + 0.5) / 2000
    losses = [pinball(forecast.quantile(float(p)), float(p), 0.08) for p in levels]
    assert crps(forecast, 0.08) == pytest.approx(2 * float(np.mean(losses)), rel=1e-3)


@given(forecasts, forecasts)
@settings(max_examples=25)
def test_scores_are_proper(belief: SplitNormal, lie: SplitNormal) -> None:
    outcomes = draws(belief, 801)
    for score in (crps, log_score):
        honest = np.mean([score(belief, float(y)) for y in outcomes])
        other = np.mean([score(lie, float(y)) for y in outcomes])
        assert honest <= other + 2e-2 * belief.variance**0.5


def test_quantile_and_interval_scores_are_proper() -> None:
    belief = elicit(-1.0, 0.0, 3.0)
    outcomes = draws(belief).tolist()
    for wrong in (-0.8, 0.4, 1.5):
        said = np.mean([pinball(3.0, 0.9, y) for y in outcomes])
        other = np.mean([pinball(3.0 + wrong, 0.9, y) for y in outcomes])
        assert said < other
        honest = np.mean([interval_score(-1.0, 3.0, y) for y in outcomes])
        assert honest < np.mean([interval_score(-1.0 + wrong, 3.0 + wrong, y) for y in outcomes])


@pytest.mark.parametrize("sd", [1e-4, 0.02, 0.3])
@pytest.mark.parametrize("several", [False, True])
def test_expected_crps_is_the_average(sd: float, several: bool) -> None:
    author = elicit(-0.01, 0.03, 0.12)
    forecast = pool([author, elicit(0.0, 0.2, 0.3)]) if several else author
    scores, weights = np.polynomial.hermite_e.hermegauss(61)
    average = np.sum(
        [w * crps(forecast, 0.05 + sd * x) for x, w in zip(scores, weights, strict=True)]
    )
    expected = float(average) / math.sqrt(2 * math.pi)
    assert expected_crps(forecast, 0.05, sd) == pytest.approx(expected, rel=2e-3)


def test_expected_crps_of_a_sure_measurement_is_the_crps() -> None:
    forecast = elicit(-0.01, 0.03, 0.12)
    assert expected_crps(forecast, 0.05, 0.0) == crps(forecast, 0.05)
    with pytest.raises(InvalidArgument, match="negative"):
        expected_crps(forecast, 0.05, -0.1)


def test_a_sure_forecast_scores_its_absolute_error() -> None:
    assert crps(elicit(0.05, 0.05, 0.05), 0.02) == pytest.approx(0.03, rel=1e-4)


def test_coverage_counts_the_inside() -> None:
    assert coverage([(0, 1), (0, 1), (2, 3), (2, 3)], [0.5, 1.0, 2.5, 4.0]) == 0.75
    assert coverage([], []) is None


def test_log_score_of_the_impossible_is_infinite() -> None:
    assert log_score(SplitNormal(0.0, 1e-3, 1e-3), 1e3) == math.inf


@given(forecasts, st.floats(-4, 4), st.floats(0.1, 2.0))
@settings(max_examples=30, deadline=None)
def test_scores_of_a_blurred_measurement_are_averages(
    forecast: SplitNormal, value: float, sd: float
) -> None:
    levels = (np.arange(4_000) + 0.5) / 4_000
    possible = value + sd * ndtri(levels)  # a midpoint rule in probability: errors under 1e-3
    low, high = forecast.quantile(0.1), forecast.quantile(0.9)
    losses = np.mean([pinball(high, 0.9, float(one)) for one in possible])
    assert pinball(high, 0.9, value, sd) == pytest.approx(losses, abs=2e-3 * (1 + sd))
    missed = np.mean([interval_score(low, high, float(one)) for one in possible])
    assert interval_score(low, high, value, sd=sd) == pytest.approx(missed, abs=2e-2 * (1 + sd))
    density = float(np.mean(forecast.pdf(possible)))
    assert math.exp(-log_score(forecast, value, sd)) == pytest.approx(density, rel=0.02, abs=2e-3)
