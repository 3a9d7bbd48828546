"""Weights of the ridge-augmented synthetic control, with the penalty chosen by leaving periods out.

Ben-Michael, Feller and Rothstein (2021), *The augmented synthetic control method*, JASA 116,
1789-1803: their ridge estimator for the weights, their cross-validation for the penalty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.synthetic_control.simplex_least_squares import simplex_least_squares

if TYPE_CHECKING:
    from levier.impact.designs.synthetic_control.panel import Array, Panel

_PENALTIES = 21
_SMALLEST_PENALTY = 1e-8
_UNIQUE = 1e-3
"""As in ``weights``: share of the noise that makes the simplex weights unique."""


def ridge_augmented_weights(panel: Panel) -> Array:
    """Give the (J,) donor weights: they sum to one and may be negative."""
    donors, treated = _without_levels(panel)
    ridge = (_UNIQUE * panel.noise) ** 2
    penalty = _choose_penalty(donors, treated, ridge)
    return np.asarray(_augment(donors, treated, ridge, np.array([penalty]))[0])


def _without_levels(panel: Panel) -> tuple[Array, Array]:
    """Take each unit's mean off, then the donors' mean of each period: (J, T0) and (T0,)."""
    donors = panel.donors[:, : panel.first_after]
    treated = panel.treated_mean[: panel.first_after]
    donors = donors - donors.mean(axis=1, keepdims=True)
    common = donors.mean(axis=0)
    return donors - common, treated - treated.mean() - common


def _augment(donors: Array, treated: Array, ridge: float, penalties: Array) -> Array:
    """Give the weights (p, J) for each penalty (p,): simplex weights plus the correction.

    The correction is (treated - w X)' (X'X + penalty I)^-1 X', through the singular values of X,
    which serve every penalty at once.
    """
    simplex = simplex_least_squares(donors.T, treated, ridge * len(treated))
    left, singular, right = np.linalg.svd(donors, full_matrices=False)
    missed = right @ (treated - simplex @ donors)
    shrunk = singular * missed / (singular**2 + penalties[:, None])
    return np.asarray(simplex + shrunk @ left.T)


def _choose_penalty(donors: Array, treated: Array, ridge: float) -> float:
    """Take the largest penalty within one standard error of the best at foretelling a period."""
    largest = np.linalg.norm(donors, 2) ** 2
    penalties = np.asarray(largest * np.geomspace(1.0, _SMALLEST_PENALTY, _PENALTIES))
    errors = np.array(
        [_held_out(donors, treated, ridge, penalties, one) for one in range(len(treated))]
    )
    mean = errors.mean(axis=0)
    best = int(mean.argmin())
    spread = errors[:, best].std(ddof=1) / np.sqrt(len(treated))
    return float(penalties[mean <= mean[best] + spread].max())


def _held_out(donors: Array, treated: Array, ridge: float, penalties: Array, period: int) -> Array:
    """Give the squared error (p,) at one period of weights fitted without it."""
    kept = np.arange(len(treated)) != period
    weights = _augment(donors[:, kept], treated[kept], ridge, penalties)
    return np.asarray((treated[period] - weights @ donors[:, period]) ** 2)
