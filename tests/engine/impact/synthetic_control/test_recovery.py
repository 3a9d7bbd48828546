"""Planted effects come back, where parallel trends do not hold."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri
from tests.engine.impact.synthetic_control.panels import NOISE, factor_panel

from levier.impact.designs.synthetic_control import (
    Estimator,
    Panel,
    difference_in_differences,
    placebo_standard_error,
    ridge_augmented_synthetic_control,
    synthetic_control,
    synthetic_difference_in_differences,
)

PANELS, EFFECT = 120, 2.0


def panels(treated: int = 1) -> list[Panel]:
    return [factor_panel(100 + one, treated=treated, effect=EFFECT) for one in range(PANELS)]


def errors(estimator: Estimator, several: list[Panel]) -> np.ndarray:
    return np.array([estimator(panel).effect - EFFECT for panel in several])


def require_recovery(estimator: Estimator, several: list[Panel]) -> None:
    found = errors(estimator, several)
    assert abs(found.mean()) < 3 * found.std() / np.sqrt(len(found))
    assert found.std() < 0.6 * errors(difference_in_differences, several).std()


@pytest.mark.parametrize(
    "estimator", [synthetic_difference_in_differences, ridge_augmented_synthetic_control]
)
@pytest.mark.parametrize("treated", [1, 3])
def test_a_planted_effect_is_recovered(estimator: Estimator, treated: int) -> None:
    require_recovery(estimator, panels(treated))


def test_synthetic_control_recovers_it_where_it_follows_before() -> None:
    # A unit whose level no mix of donors reaches is followed from afar, and its answer is off:
    # Abadie et al. (2010) advise against the method there, and the error before tells.
    several = panels()
    close = np.array([synthetic_control(panel).error_before < 1.5 * NOISE for panel in several])
    require_recovery(synthetic_control, [p for p, kept in zip(several, close, strict=True) if kept])
    far = [p for p, kept in zip(several, close, strict=True) if not kept]
    assert min(close.sum(), len(far)) > 30  # enough of both kinds to speak of
    assert errors(synthetic_control, far).std() > 2 * NOISE


def test_placebo_intervals_cover() -> None:
    inside = []
    for seed in range(PANELS):
        panel = factor_panel(500 + seed, effect=EFFECT)
        estimate = synthetic_difference_in_differences(panel)
        error = placebo_standard_error(panel, synthetic_difference_in_differences, seed=seed)
        inside.append(abs(estimate.effect - EFFECT) < ndtri(0.95) * error)
    # 90 % wanted, three binomial standard errors of 120 draws (2.7 points) allowed.
    assert np.mean(inside) == pytest.approx(0.9, abs=0.082)
