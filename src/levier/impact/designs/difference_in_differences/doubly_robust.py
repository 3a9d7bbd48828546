"""A cell with covariates: the group against controls made like it, in two ways at once.

Sant'Anna and Zhao (2020), *Doubly robust difference-in-differences estimators*, Journal of
Econometrics 219, 101-122, equation 2.6: the change that covariates foretell is taken off, and the
controls are weighed by their odds of being in the group. The answer is right when either model is.
The influence function is that of their theorem A.1, with a logit fitted by maximum likelihood and
a regression by least squares, as the ``did`` package does by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.difference_in_differences.contrast import (
    Contrast,
    finite_sample_correction,
)
from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.panel import Panel

    Array = NDArray[np.float64]

_STEPS = 50
_CLOSE = 1e-10
"""Newton's steps end when the score, per unit, is below this."""
_SURE = 0.999
"""With a larger chance of being in the group a unit has nobody like it: ``did`` does the same."""
_SAME = 1e-10


@dataclass(frozen=True, slots=True)
class _Cell:
    """The M units of one contrast: outcome changes, covariates with an intercept, weights."""

    change: Array
    covariates: Array
    treated: NDArray[np.bool_]
    weights: Array


def doubly_robust_change(panel: Panel, contrast: Contrast) -> tuple[float, Array]:
    """Give the effect and its influence function (N,), in the unit of the outcome.

    Raises
    ------
    NotARollout
        When covariates are collinear among the controls, or tell the two sides apart for sure.
    """
    used = contrast.treated | contrast.controls
    cell = _cell_of(panel, contrast, used)
    regression, of_regression = _regression(cell, contrast)
    chance, of_chance = _propensity(cell, contrast)
    value, influence = _combine(cell, regression, of_regression, chance, of_chance)
    parameters = cell.covariates.shape[1]
    influence[cell.treated] *= finite_sample_correction(panel, contrast.treated)
    influence[~cell.treated] *= finite_sample_correction(panel, contrast.controls, parameters)
    whole = np.zeros(len(panel.units))
    # The cell's influence functions average over its own units; the panel's over all.
    whole[used] = influence * len(panel.units) / used.sum()
    return value, whole


def _cell_of(panel: Panel, contrast: Contrast, used: NDArray[np.bool_]) -> _Cell:
    known = np.empty((len(used), 0)) if panel.covariates is None else panel.covariates
    standardised = known[used] - known[used].mean(axis=0)
    spread = standardised.std(axis=0)
    standardised = standardised / np.where(spread > 0, spread, 1.0)
    weights = panel.relative_weights[used]
    return _Cell(
        panel.change(contrast.period, contrast.base)[used],
        np.column_stack([np.ones(len(standardised)), standardised]),
        contrast.treated[used],
        weights / weights.mean(),
    )


def _regression(cell: _Cell, contrast: Contrast) -> tuple[Array, Array]:
    """Regress the controls' changes on covariates: (K,), and influence functions (M, K)."""
    weights = cell.weights * ~cell.treated
    moments = (cell.covariates * weights[:, None]).T @ cell.covariates / len(weights)
    if np.linalg.matrix_rank(moments, hermitian=True, rtol=_SAME) < len(moments):
        raise NotARollout(Refusal.COLLINEAR_COVARIATES, group=contrast.group)
    inverse = np.linalg.inv(moments)
    found = inverse @ (cell.covariates.T @ (weights * cell.change)) / len(weights)
    residual = weights * (cell.change - cell.covariates @ found)
    return found, np.asarray((cell.covariates * residual[:, None]) @ inverse)


def _propensity(cell: _Cell, contrast: Contrast) -> tuple[Array, Array]:
    """Fit the chance of being in the group by logit: (M,), and influence functions (M, K)."""
    found = np.zeros(cell.covariates.shape[1])
    for _ in range(_STEPS):
        chance = _logistic(cell.covariates @ found)
        score = cell.covariates * (cell.weights * (cell.treated - chance))[:, None]
        spread = cell.weights * chance * (1 - chance)
        information = (cell.covariates * spread[:, None]).T @ cell.covariates / len(score)
        if np.linalg.matrix_rank(information, hermitian=True, rtol=_SAME) < len(information):
            break
        inverse = np.linalg.inv(information)
        if np.abs(score.mean(axis=0)).max() < _CLOSE:
            if chance.max() > _SURE:
                break
            return chance, np.asarray(score @ inverse)
        found = found + inverse @ score.mean(axis=0)
    raise NotARollout(Refusal.NO_OVERLAP, group=contrast.group)


def _logistic(values: Array) -> Array:
    # Beyond these a Newton step has gone astray; the rank or the steps will tell.
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -35, 35))))


def _combine(
    cell: _Cell, regression: Array, of_regression: Array, chance: Array, of_chance: Array
) -> tuple[float, Array]:
    """Give ATT and its influence function (M,), in the terms of theorem A.1."""
    residual = cell.change - cell.covariates @ regression
    treated = cell.weights * cell.treated
    controls = cell.weights * ~cell.treated * chance / (1 - chance)
    moved, otherwise = (float(w @ residual / w.sum()) for w in (treated, controls))
    its = treated * (residual - moved) - of_regression @ _mean(treated, cell.covariates)
    theirs = (
        controls * (residual - otherwise)
        + of_chance @ _mean(controls * (residual - otherwise), cell.covariates)
        - of_regression @ _mean(controls, cell.covariates)
    )
    return moved - otherwise, its / treated.mean() - theirs / controls.mean()


def _mean(weights: Array, covariates: Array) -> Array:
    return np.asarray(weights @ covariates / len(weights))
