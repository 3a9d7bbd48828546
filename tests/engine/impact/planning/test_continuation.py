"""Futures drawn from the noise that a past fits."""

from __future__ import annotations

import numpy as np
import pytest

from levier.impact.models.noise_lattice_fit import (
    CoefficientPrior,
    NoiseLatticeFit,
    fit_noise_lattice,
)
from levier.impact.planning.continuation import continue_noise


def fitted(target: np.ndarray) -> NoiseLatticeFit:
    drift = np.linspace(-0.5, 0.5, len(target))[:, None]
    prior = CoefficientPrior(np.zeros(1), np.full(1, 1e4), np.zeros(1, dtype=bool))
    return fit_noise_lattice(drift, target, prior, 0.2)


def test_white_noise_goes_on_about_its_mean_not_about_its_last_value() -> None:
    """Of 400 futures the mean has a standard error of 0.05; the last value is 3 away."""
    noise = np.random.default_rng(3).standard_normal(200)
    noise[-1] = 3.0
    fit, generator = fitted(noise), np.random.default_rng(0)
    futures = np.array([continue_noise(fit, noise, 5, generator) for _ in range(400)])
    assert abs(futures.mean()) < 0.6
    assert futures.std() == pytest.approx(1.0, abs=0.25)


def test_a_walk_goes_on_from_where_it_is_and_wanders_as_it_did() -> None:
    walk = np.random.default_rng(4).standard_normal(300).cumsum()
    fit, generator = fitted(walk), np.random.default_rng(0)
    futures = np.array([continue_noise(fit, walk, 16, generator) for _ in range(400)])
    spread = futures.std(axis=0)
    assert np.abs(futures[:, 0].mean() - walk[-1]) < 0.6
    assert spread[-1] / spread[3] == pytest.approx(2.0, rel=0.25)


def test_the_same_seed_draws_the_same_future() -> None:
    noise = np.random.default_rng(5).standard_normal(60)
    first, second = (
        continue_noise(fitted(noise), noise, 8, np.random.default_rng(9)) for _ in range(2)
    )
    assert np.array_equal(first, second)
