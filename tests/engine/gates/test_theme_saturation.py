"""The curve of themes is the one that shuffling finds; coverage follows its published form."""

from __future__ import annotations

import numpy as np
import pytest

from levier.gates.theme_saturation import theme_saturation


def mentions(seed: int = 3) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    generator = np.random.default_rng(seed)
    return generator.random((20, 12)) < np.linspace(0.02, 0.6, 12)


def test_the_curve_is_the_mean_over_orders() -> None:
    heard = mentions()
    found = theme_saturation(heard)
    assert found is not None
    generator = np.random.default_rng(0)
    total = np.zeros(len(heard))
    for _ in range(2000):
        total += np.maximum.accumulate(generator.permutation(heard), axis=0).sum(axis=1)
    # Themes after k interviews vary by about 1.2 from order to order: 1.2 / sqrt(2000) = 0.03.
    assert np.abs(total / 2000 - np.array(found.curve)).max() < 0.12


def test_the_order_of_interviews_and_themes_changes_nothing() -> None:
    heard = mentions()
    generator = np.random.default_rng(1)
    shuffled = generator.permutation(generator.permutation(heard), axis=1)
    assert theme_saturation(shuffled) == theme_saturation(heard)


def test_the_curve_ends_at_what_was_heard() -> None:
    found = theme_saturation(mentions())
    assert found is not None
    assert found.curve[-1] == pytest.approx(found.themes)
    assert all(a >= b - 1e-12 for a, b in zip(found.new_share, found.new_share[1:], strict=False))


def test_coverage_by_hand() -> None:
    """Four interviews; counts 3, 2, 1: 6 mentions, f1 = 1, f2 = 1.

    Coverage is 1 - 1/6 × (3 × 1) / (3 × 1 + 2 × 1) = 0.9.
    """
    heard = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 0]], dtype=bool)
    found = theme_saturation(heard)
    assert found is not None
    assert found.coverage == pytest.approx(0.9)
    assert found.saturated


def test_coverage_is_the_chance_of_a_theme_heard_before() -> None:
    """Mean over 300 samples against the truth: the estimator is unbiased to about 1/n."""
    chances = np.linspace(0.02, 0.6, 12)
    generator = np.random.default_rng(8)
    errors = []
    for _ in range(300):
        heard = generator.random((20, 12)) < chances
        found = theme_saturation(heard)
        assert found is not None
        seen = heard.any(axis=0)
        errors.append(found.coverage - chances[seen].sum() / chances.sum())
    assert abs(float(np.mean(errors))) < 0.01


@pytest.mark.parametrize("shape", [(1, 3), (5, 0)])
def test_one_interview_or_no_theme_has_no_curve(shape: tuple[int, int]) -> None:
    assert theme_saturation(np.ones(shape, dtype=bool)) is None
