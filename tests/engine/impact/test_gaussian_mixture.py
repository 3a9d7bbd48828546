import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.impact.models.gaussian_mixture import GaussianMixture


def mixture(seed: int, components: int = 4, size: int = 3) -> GaussianMixture:
    generator = np.random.default_rng(seed)
    weights = generator.uniform(0.1, 1, components)
    roots = generator.normal(size=(components, size, size))
    return GaussianMixture(
        weights / weights.sum(),
        generator.normal(size=(components, size)) * 3,
        roots @ roots.transpose(0, 2, 1) + 0.1 * np.eye(size),
    )


@given(st.integers(0, 200))
def test_quantiles_invert_the_distribution_function(seed: int) -> None:
    one = mixture(seed).marginal(1)
    levels = np.array([0.025, 0.3, 0.5, 0.9, 0.999])
    for level, value in zip(levels, one.quantiles(levels), strict=True):
        assert one.cdf(float(value)) == pytest.approx(level, abs=1e-6)


@given(st.integers(0, 200))
def test_a_combination_has_the_moments_of_the_joint_distribution(seed: int) -> None:
    joint = mixture(seed)
    direction = np.array([1.0, -2.0, 0.5])
    summed = joint.combination(direction)
    assert summed.mean[0] == pytest.approx(joint.mean @ direction)
    assert summed.covariance[0, 0] == pytest.approx(direction @ joint.covariance @ direction)


def test_draws_have_the_moments_of_the_mixture() -> None:
    """Means of 40,000 draws: within five standard errors of the exact ones."""
    joint = mixture(3)
    draws, component = joint.draws(np.random.default_rng(0).uniform(size=(40_000, 4)))
    error = np.sqrt(np.diag(joint.covariance) / 40_000)
    assert (np.abs(draws.mean(axis=0) - joint.mean) < 5 * error).all()
    shares = np.bincount(component, minlength=4) / 40_000
    np.testing.assert_allclose(shares, joint.weights, atol=0.015)
    np.testing.assert_allclose(np.cov(draws.T), joint.covariance, rtol=0.1, atol=0.2)
