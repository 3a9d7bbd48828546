"""A forecast is believed in part: these tests plant optimistic authors and count the damage."""

from __future__ import annotations

import math

import numpy as np
import pytest

from levier.forecasting.elicitation import elicit
from levier.forecasting.pooling import pool
from levier.forecasting.priors import prior_of_relative_effect


def test_moments_are_those_of_the_regression() -> None:
    forecast = elicit(0.02, 0.05, 0.10)
    prior = prior_of_relative_effect(forecast)
    slope_part = (0.7**2 + 0.5**2) * forecast.variance + (0.5 * forecast.mean) ** 2
    variance = 0.02**2 + 0.03**2 + slope_part
    assert prior.mean == pytest.approx(0.7 * forecast.mean)
    assert prior.sd == pytest.approx(math.sqrt(variance))


def test_moments_are_those_of_its_draws() -> None:
    generator = np.random.default_rng(4)
    forecast = elicit(0.01, 0.06, 0.09)
    sides = np.where(generator.random(200_000) < 0.5, -forecast.left_sd, forecast.right_sd)
    said = forecast.median + sides * np.abs(generator.standard_normal(200_000))
    slope = generator.normal(0.7, 0.5, 200_000)
    measured = slope * said + generator.normal(0, math.hypot(0.02, 0.03), 200_000)
    prior = prior_of_relative_effect(forecast)
    margin = 4 * prior.sd / math.sqrt(200_000)
    assert prior.mean == pytest.approx(float(measured.mean()), abs=margin)
    assert prior.sd == pytest.approx(float(measured.std()), rel=0.01)


def test_authors_who_disagree_are_trusted_less() -> None:
    low, high = elicit(0.00, 0.01, 0.02), elicit(0.09, 0.10, 0.11)
    together = prior_of_relative_effect(pool([low, high]))
    agreed = prior_of_relative_effect(elicit(0.045, 0.055, 0.065))
    assert together.mean == pytest.approx(agreed.mean)
    assert together.sd > agreed.sd


def combine(mean: float, sd: float, measured: float, error: float) -> tuple[float, float]:
    precision = 1 / sd**2 + 1 / error**2
    return (mean / sd**2 + measured / error**2) / precision, precision**-0.5


def test_an_author_twice_too_optimistic_does_no_harm() -> None:
    generator = np.random.default_rng(8)
    count, error = 4000, 0.0155
    truth = generator.normal(0.015, 0.03, count)
    said = 2 * truth + generator.normal(0, 0.02, count)
    measured = truth + generator.normal(0, error, count)
    inside = {"face value": 0, "as evidence": 0}
    for f, m, r in zip(said, measured, truth, strict=True):
        prior = prior_of_relative_effect(elicit(f - 0.0192, f, f + 0.0192))
        readings = {"face value": (f, 0.015), "as evidence": (prior.mean, prior.sd)}
        for name, (mean, sd) in readings.items():
            centre, spread = combine(mean, sd, m, error)
            inside[name] += abs(r - centre) < 1.959964 * spread
    # The first is the known harm; the second must stay nominal, within 3 x 0.35 points.
    assert inside["face value"] / count < 0.80
    assert inside["as evidence"] / count == pytest.approx(0.95, abs=0.0105)
