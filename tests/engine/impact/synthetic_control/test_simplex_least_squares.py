"""The solver is exact: against every support tried in turn, and by the conditions of optimality."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from levier.impact.designs.synthetic_control.simplex_least_squares import simplex_least_squares

if TYPE_CHECKING:
    from levier.impact.designs.synthetic_control.panel import Array


def objective(features: Array, target: Array, ridge: float, weights: Array) -> float:
    return float(((target - features @ weights) ** 2).sum() + ridge * weights @ weights)


def on_support(features: Array, target: Array, ridge: float, support: list[int]) -> Array:
    """Solve with the sum alone, by its Lagrangian, on some columns only."""
    chosen, size = features[:, support], len(support)
    system = np.ones((size + 1, size + 1))
    system[:size, :size] = chosen.T @ chosen + ridge * np.eye(size)
    system[size, size] = 0
    weights = np.zeros(features.shape[1])
    weights[support] = np.linalg.solve(system, np.append(chosen.T @ target, 1.0))[:size]
    return weights


def brute_force(features: Array, target: Array, ridge: float) -> Array:
    columns = range(features.shape[1])
    tried = [
        on_support(features, target, ridge, list(support))
        for size in range(1, len(columns) + 1)
        for support in combinations(columns, size)
    ]
    feasible = [weights for weights in tried if weights.min() >= 0]
    return min(feasible, key=lambda weights: objective(features, target, ridge, weights))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("ridge", [1e-3, 2.0])
def test_as_good_as_trying_every_support(seed: int, ridge: float) -> None:
    generator = np.random.default_rng(seed)
    features, target = generator.normal(size=(4, 6)), generator.normal(size=4)
    found = simplex_least_squares(features, target, ridge)
    np.testing.assert_allclose(found, brute_force(features, target, ridge), atol=1e-9)


@pytest.mark.parametrize(("rows", "columns"), [(60, 8), (20, 40), (90, 38), (3, 100)])
@pytest.mark.parametrize("level", [0.0, 1e4])
def test_conditions_of_optimality(rows: int, columns: int, level: float) -> None:
    generator = np.random.default_rng(rows)
    features = level + generator.normal(size=(rows, columns)).cumsum(axis=0)
    target = level + generator.normal(size=rows).cumsum()
    found = simplex_least_squares(features, target, 1e-3)
    # With sum one the gradient may be that of the gaps: no cancellation at a high level.
    gaps = features - target[:, None]
    gradient = gaps.T @ (gaps @ found) + 1e-3 * found
    multiplier = gradient @ found
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1, abs=1e-12)
    tolerance = 1e-9 * np.abs(gaps.T @ gaps).max()
    assert (gradient >= multiplier - tolerance).all()
    np.testing.assert_allclose(gradient[found > 0], multiplier, atol=tolerance)


def test_a_target_inside_the_hull_is_met() -> None:
    features = np.random.default_rng(5).normal(size=(10, 4))
    truth = np.array([0.1, 0.2, 0.3, 0.4])
    found = simplex_least_squares(features, features @ truth, 1e-12)
    np.testing.assert_allclose(found, truth, atol=1e-10)


def test_twins_share_their_weight() -> None:
    column = np.random.default_rng(6).normal(size=(12, 1))
    other = column + 5.0
    found = simplex_least_squares(np.hstack([column, other, column]), column[:, 0], 1e-6)
    assert found[0] == pytest.approx(found[2])
    assert found[0] == pytest.approx(0.5, abs=1e-6)


def test_columns_all_on_the_target_are_weighted_alike() -> None:
    found = simplex_least_squares(np.ones((5, 4)), np.ones(5), 1e-3)
    np.testing.assert_allclose(found, 0.25)


@pytest.mark.parametrize("scale", [1e-12, 1e12])
def test_the_unit_changes_nothing(scale: float) -> None:
    generator = np.random.default_rng(7)
    features, target = generator.normal(size=(30, 12)), generator.normal(size=30)
    here = simplex_least_squares(features, target, 1e-3)
    there = simplex_least_squares(scale * features, scale * target, scale**2 * 1e-3)
    np.testing.assert_allclose(there, here, atol=1e-9)
