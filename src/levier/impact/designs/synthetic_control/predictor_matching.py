"""Donor weights from what is known of the units beside their outcomes: trade, schooling, size.

Abadie, Diamond and Hainmueller (2010), JASA 105, 493-505: weights W that bring the donors nearest
to the treated unit in its predictors, each counted by its importance V. V is chosen on the past, as
Abadie, Diamond and Hainmueller (2015), *Comparative politics and the synthetic control method*,
American Journal of Political Science 59, 495-510, do: predictors of a training stretch, V that
follows the outcomes best over the validation stretch after it; that V then weighs the predictors of
the later stretch. Nobody looks at what came after the decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from levier.errors import InvalidArgument
from levier.impact.designs.synthetic_control.estimate import Estimate, Estimator, Method, weigh
from levier.impact.designs.synthetic_control.refusals import NotAPanel, Refusal
from levier.impact.designs.synthetic_control.simplex_least_squares import simplex_least_squares

if TYPE_CHECKING:
    from levier.impact.designs.synthetic_control.panel import Array, Panel

_UNIQUE = 1e-8
"""Ridge on the weights, in squared standard deviations of a predictor: only breaks ties."""
_EMPHASIS = 0.75
"""Importance of one predictor in the starts of the search that try each in turn."""


@dataclass(frozen=True, slots=True)
class Predictors:
    """What is known of each unit before the decision.

    Attributes
    ----------
    units
        (N,) names, those of the panel among them.
    names
        (K,) of the predictors.
    values
        (N, K), each predictor in its own unit.

    Raises
    ------
    InvalidArgument
        When the shapes do not agree.
    NotMeasurable
        As ``NotAPanel`` when a value is missing or a predictor is the same everywhere.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    values: Array

    def __post_init__(self) -> None:
        if self.values.shape != (len(self.units), len(self.names)):
            expected = (len(self.units), len(self.names))
            raise InvalidArgument(f"values: expected {expected}, got {self.values.shape}")
        for name, column in zip(self.names, self.values.T, strict=True):
            missing = [u for u, v in zip(self.units, column, strict=True) if not np.isfinite(v)]
            if missing:
                raise NotAPanel(
                    Refusal.PREDICTOR_MISSING_VALUES, predictor=name, units=", ".join(missing)
                )
            if np.ptp(column) <= 1e-12 * np.abs(column).max():
                raise NotAPanel(Refusal.PREDICTOR_WITHOUT_VARIATION, predictor=name)

    def of(self, panel: Panel) -> tuple[Array, Array]:
        """Give the predictors (J, K) of the panel's donors and (K,) of its treated mean.

        In standard deviations over the panel's units, so that no unit of measure matters.
        """
        place = {unit: row for row, unit in enumerate(self.units)}
        absent = [unit for unit in panel.units if unit not in place]
        if absent:
            raise InvalidArgument(f"units without predictors: {', '.join(absent)}")
        values = self.values[[place[unit] for unit in panel.units]]
        scaled = values / np.where(np.ptp(values, axis=0) > 0, values.std(axis=0, ddof=1), 1.0)
        return scaled[~panel.treated], scaled[panel.treated].mean(axis=0)


def predictor_importance(panel: Panel, predictors: Predictors, start: int) -> Array:
    """Choose V (K,), summing to one, by how well its weights follow the treated unit before.

    The search goes by Nelder and Mead (1965) from equal importance and from each predictor in
    turn, since the error has many hollows; the lowest wins.

    Parameters
    ----------
    panel
        What was measured.
    predictors
        Known before ``start``.
    start
        First period of the validation stretch, which ends where the decision starts.

    Raises
    ------
    InvalidArgument
        When no period is left to validate on.
    """
    if not 0 <= start < panel.first_after:
        raise InvalidArgument(f"start is {start}; expected 0 to {panel.first_after - 1}")
    donors, treated = predictors.of(panel)
    validated = slice(start, panel.first_after)
    outcomes, target = panel.donors[:, validated], panel.treated_mean[validated]

    def error(logarithms: Array) -> float:
        weights = _nearest(donors, treated, _shares(logarithms))
        return float(((target - weights @ outcomes) ** 2).mean())

    found = [minimize(error, np.log(one), method="Nelder-Mead") for one in _starts(len(treated))]
    return _shares(min(found, key=lambda one: one.fun).x)


def matching_on(predictors: Predictors, importance: Array) -> Estimator:
    """Give the estimator whose donors match ``predictors``, counted by ``importance`` (K,).

    Placebos made with it keep the importance chosen for the treated unit.
    """

    def predictor_matched(panel: Panel) -> Estimate:
        weights = _nearest(*predictors.of(panel), importance)
        return weigh(panel, Method.PREDICTOR_MATCHED, weights, np.zeros(panel.first_after))

    return predictor_matched


def _nearest(donors: Array, treated: Array, importance: Array) -> Array:
    """Give the weights (J,) whose mean predictors are nearest, each squared gap times V."""
    scale = np.sqrt(importance)
    return simplex_least_squares((donors * scale).T, treated * scale, _UNIQUE)


def _shares(logarithms: Array) -> Array:
    raised = np.exp(logarithms - logarithms.max())
    return np.asarray(raised / raised.sum())


def _starts(count: int) -> list[Array]:
    even = np.full(count, 1 / count)
    if count == 1:
        return [even]
    others = (1 - _EMPHASIS) / (count - 1)
    return [even, *np.where(np.eye(count) > 0, _EMPHASIS, others)]
