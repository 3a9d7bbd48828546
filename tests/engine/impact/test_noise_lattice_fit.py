"""The fit against brute force, and the laws that any such fit obeys."""

import numpy as np
import pytest
from benchmarks.planted_series import Recipe
from benchmarks.prepared_series import planted
from numpy.typing import NDArray
from tests.engine.impact.exact_regression import differences_covariance, exact_posterior

from levier.impact.models.noise_lattice_fit import (
    CoefficientPrior,
    NoiseLatticeFit,
    fit_noise_lattice,
)

Array = NDArray[np.float64]


def regression(periods: int, seed: int, noise: str = "ar") -> tuple[Array, Array]:
    series = planted(Recipe(periods=periods, noise=noise), seed)
    step = (np.arange(periods) >= 3 * periods // 4).astype(float)
    return np.column_stack([series.controls, step]), series.target


def prior(columns: int) -> CoefficientPrior:
    return CoefficientPrior(
        np.zeros(columns), np.full(columns, 25.0), np.zeros(columns, dtype=bool)
    )


def fitted(design: Array, target: Array) -> NoiseLatticeFit:
    return fit_noise_lattice(design, target, prior(design.shape[1]), 0.04)


@pytest.mark.parametrize(("periods", "seed"), [(52, 1), (104, 2), (180, 3), (365, 4)])
def test_agrees_with_the_exact_posterior_of_each_node(periods: int, seed: int) -> None:
    """Bounds from the design: mean within 0.06 sd, sd within 2 % (Whittle's approximation)."""
    design, target = regression(periods, seed)
    fit = fitted(design, target)
    node = fit.kept[fit.best]
    covariance = differences_covariance(
        periods,
        float(fit.nodes.level_ratio[node]),
        float(fit.nodes.ar_share[node]),
        float(fit.nodes.ar_coefficient[node]),
    )
    mean, exact = exact_posterior(
        design, target, np.full(4, 25.0), float(fit.noise_variance[fit.best]), covariance
    )
    sd = np.sqrt(np.diag(exact))
    assert np.abs(fit.coefficients(fit.best) - mean).max() <= (0.06 * sd).max()
    ratio = np.sqrt(np.diag(fit.covariance(fit.best))) / sd
    assert ((ratio > 0.98) & (ratio < 1.02)).all()


def test_a_constant_added_to_the_series_changes_nothing() -> None:
    design, target = regression(200, 5)
    first, second = fitted(design, target), fitted(design, target + 1000.0)
    np.testing.assert_allclose(first.tail(1)[0], second.tail(1)[0], atol=1e-9)


def test_the_order_of_columns_changes_nothing() -> None:
    design, target = regression(200, 6)
    order = np.array([2, 0, 3, 1])
    first, second = fitted(design, target), fitted(design[:, order], target)
    np.testing.assert_allclose(
        first.coefficients(first.best)[order], second.coefficients(second.best), atol=1e-9
    )


def test_a_period_with_a_column_of_its_own_may_hold_anything() -> None:
    design, target = regression(200, 7)
    own = np.eye(200)[:, [150]]
    loose = CoefficientPrior(
        np.zeros(5), np.array([25.0, 25.0, 25.0, 1e-8, 25.0]), np.zeros(5, dtype=bool)
    )
    wide = np.column_stack([design[:, :3], own, design[:, 3]])
    spoiled = target.copy()
    spoiled[150] += 0.5
    kept = fit_noise_lattice(wide, target, loose, 0.04)
    other = fit_noise_lattice(wide, spoiled, loose, 0.04)
    np.testing.assert_allclose(kept.tail(1)[0][kept.best], other.tail(1)[0][other.best], atol=1e-5)


def test_the_last_columns_read_off_the_factor_are_those_of_the_whole_posterior() -> None:
    fit = fitted(*regression(150, 8))
    means, covariances = fit.tail(2)
    for position in range(len(fit.weights)):
        np.testing.assert_allclose(means[position], fit.coefficients(position)[-2:], rtol=1e-6)
        np.testing.assert_allclose(
            covariances[position], fit.covariance(position)[-2:, -2:], rtol=1e-6
        )


def test_weights_are_a_distribution_away_from_the_edges() -> None:
    fit = fitted(*regression(365, 9, noise="clean"))
    assert fit.weights.sum() == pytest.approx(1.0)
    assert fit.mass_at_edge() < 0.05
