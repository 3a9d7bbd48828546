import numpy as np
import pytest
from tests.engine.impact.exact_regression import differences_covariance

from levier.impact.models.difference_spectrum import difference_spectrum


@pytest.mark.parametrize("periods", [12, 53, 104, 365])
def test_the_transform_is_orthonormal_and_its_own_inverse(periods: int) -> None:
    tables = difference_spectrum(periods)
    series = np.random.default_rng(periods).normal(size=(periods, 3))
    coefficients = tables.transform(series)
    np.testing.assert_allclose(tables.inverse(coefficients), np.diff(series, axis=0), atol=1e-12)
    np.testing.assert_allclose(
        (coefficients**2).sum(axis=0), (np.diff(series, axis=0) ** 2).sum(axis=0)
    )


@pytest.mark.parametrize("level_ratio", [0.0, 0.02, 0.5, 3.0])
def test_level_plus_white_noise_is_diagonal_exactly(level_ratio: float) -> None:
    periods = 60
    tables = difference_spectrum(periods)
    covariance = differences_covariance(periods, level_ratio, 0.0, 0.0)
    rotated = tables.inverse(tables.inverse(covariance).T)
    np.testing.assert_allclose(rotated, np.diag(tables.spectrum(level_ratio, 0.0, 0.0)), atol=1e-10)


def test_hats_add_up_to_one_everywhere() -> None:
    tables = difference_spectrum(730)
    np.testing.assert_allclose(tables.hats.sum(axis=0), 1.0)
    assert (tables.hats >= 0).all()
    assert len(tables.knots) < 50
