"""Effects known from elsewhere enter a joint posterior as they are; the others follow them."""

from __future__ import annotations

import numpy as np

from levier.impact.models.cut_posterior import cut_in
from levier.impact.models.gaussian_mixture import GaussianMixture

ONE = GaussianMixture(
    np.ones(1),
    np.array([[1.0, 2.0, 3.0]]),
    np.array([[[2.0, 0.8, 0.3], [0.8, 1.0, -0.2], [0.3, -0.2, 1.5]]]),
)
TWO = GaussianMixture(
    np.array([0.4, 0.6]),
    np.vstack([ONE.means, ONE.means + 1]),
    np.concatenate([ONE.covariances, 2 * ONE.covariances]),
)
GIVEN = np.array([0, 2])


def test_the_given_effects_keep_their_distribution() -> None:
    mean, covariance = np.array([0.5, -0.5]), np.array([[0.3, 0.1], [0.1, 0.2]])
    after = cut_in(TWO, GIVEN, mean, covariance)
    np.testing.assert_allclose(after.mean[GIVEN], mean)
    np.testing.assert_allclose(after.covariance[np.ix_(GIVEN, GIVEN)], covariance, atol=1e-12)


def test_what_the_series_said_itself_changes_nothing() -> None:
    after = cut_in(ONE, GIVEN, ONE.mean[GIVEN], ONE.covariance[np.ix_(GIVEN, GIVEN)])
    np.testing.assert_allclose(after.mean, ONE.mean)
    np.testing.assert_allclose(after.covariance, ONE.covariance)


def test_the_others_are_conditioned_on_the_given_ones() -> None:
    """With an effect known exactly, the rest is the textbook conditional Gaussian."""
    after = cut_in(ONE, np.array([0]), np.array([4.0]), np.array([[1e-14]]))
    covariance = ONE.covariance
    slope = covariance[1:, 0] / covariance[0, 0]
    np.testing.assert_allclose(after.mean[1:], ONE.mean[1:] + slope * 3.0)
    expected = covariance[1:, 1:] - np.outer(slope, covariance[0, 1:])
    np.testing.assert_allclose(after.covariance[1:, 1:], expected, atol=1e-12)


def test_a_noise_model_that_makes_the_given_effect_unlikely_loses_weight() -> None:
    near = cut_in(TWO, GIVEN, ONE.mean[[0, 2]], 0.01 * np.eye(2))
    assert near.weights[0] > TWO.weights[0]


def test_every_covariance_stays_one() -> None:
    after = cut_in(TWO, GIVEN, np.zeros(2), 0.05 * np.eye(2))
    assert np.linalg.eigvalsh(after.covariances).min() > 0
