"""The winner's curse, shown and taken back."""

import numpy as np
import pytest

from levier.valuation.shrinkage import (
    GaussianChange,
    OrganisationPrior,
    organisation_prior,
    replace_prior,
)


def portfolio(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twenty decisions worth N(1 %, 2 %) measured with errors of 1 to 4 %."""
    generator = np.random.default_rng(seed)
    truth = generator.normal(0.01, 0.02, 20)
    sds = generator.uniform(0.01, 0.04, 20)
    return truth, generator.normal(truth, sds), sds


def shrunk(estimates: np.ndarray, sds: np.ndarray) -> np.ndarray:
    prior = organisation_prior(estimates, sds)
    flat = np.full(len(sds), 1e6)
    change = replace_prior(estimates, np.diag(sds**2), flat, prior, np.ones(len(sds)))
    return np.asarray(change.new_mean)


def test_the_winners_are_overstated_before_and_not_after() -> None:
    """300 portfolios, over 800 winners: their mean excess is known to 0.06 points."""
    before, after = [], []
    for seed in range(300):
        truth, estimates, sds = portfolio(seed)
        chosen = estimates > 1.96 * sds
        before += (estimates - truth)[chosen].tolist()
        after += (shrunk(estimates, sds) - truth)[chosen].tolist()
    assert len(before) > 800
    assert np.mean(before) > 0.008
    assert abs(np.mean(after)) < 0.002


def test_shrinkage_lowers_the_error_of_all_of_them() -> None:
    errors = np.array(
        [
            [np.mean((found - truth) ** 2) for found in (estimates, shrunk(estimates, sds))]
            for truth, estimates, sds in (portfolio(seed) for seed in range(200))
        ]
    ).mean(axis=0)
    assert errors[1] < 0.7 * errors[0]


def test_many_exact_measurements_give_back_their_own_mean_and_spread() -> None:
    truth = np.random.default_rng(0).normal(0.02, 0.03, 400)
    prior = organisation_prior(truth, np.full(400, 1e-4))
    assert prior.mean == pytest.approx(truth.mean(), abs=0.003)
    assert prior.sd == pytest.approx(truth.std(), rel=0.1)


def test_nothing_measured_leaves_the_hyperprior() -> None:
    prior = organisation_prior(np.array([]), np.array([]))
    assert prior.mean == pytest.approx(0.0, abs=1e-9)
    assert 0.02 < prior.sd < 0.1


def test_replacing_a_prior_is_measuring_again_with_the_other() -> None:
    precision = np.array([[400.0, 150.0], [150.0, 300.0]])
    signal, old = np.array([20.0, -5.0]), np.full(2, 0.04)
    covariance = np.linalg.inv(precision + np.diag(1 / old))
    one = OrganisationPrior(np.ones(1), np.array([0.01]), np.array([0.03]))
    change = replace_prior(covariance @ signal, covariance, old, one, np.array([-2.0, 0.0]))
    expected = np.linalg.inv(precision + np.diag([1 / 0.06**2, 1 / 0.04]))
    np.testing.assert_allclose(change.new_covariance, expected)
    right = signal + np.array([-0.02 / 0.06**2, 0.0])
    np.testing.assert_allclose(change.new_mean, expected @ right)


def test_draws_are_carried_to_the_new_moments() -> None:
    old, new = np.diag([0.04, 0.01]), np.array([[0.02, 0.005], [0.005, 0.01]])
    change = GaussianChange(np.zeros(2), old, np.array([0.1, -0.1]), new)
    drawn = np.random.default_rng(0).multivariate_normal(np.zeros(2), old, size=50_000)
    carried = change.carry(drawn)
    np.testing.assert_allclose(np.cov(carried.T), new, rtol=0.05, atol=2e-4)
    np.testing.assert_allclose(carried.mean(axis=0), [0.1, -0.1], atol=0.004)
