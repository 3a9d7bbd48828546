"""The regression on unit and period effects: kept beside the measurement to show the difference.

When units are reached at different dates and effects grow, those already reached serve as
controls, their growth is taken away, and the coefficient may even have the wrong sign
(Goodman-Bacon, 2021, *Journal of Econometrics* 225, 254-277). It enters no result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences.inference import (
    cluster_contributions,
    standard_errors,
)
from levier.impact.designs.difference_in_differences.panel import usable_panel
from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.panel import Panel


@dataclass(frozen=True, slots=True)
class TwoWayFixedEffects:
    """The coefficient of "reached", in the unit of the outcome, and its clustered error."""

    value: float
    standard_error: float


def two_way_fixed_effects(panel: Panel) -> TwoWayFixedEffects:
    """Regress the outcome on "reached" with an effect for each unit and each period.

    Covariates are constant over time, so that the units' effects take them in.

    Raises
    ------
    NotARollout
        When the panel is not usable, or every unit is reached in the same period.
    InvalidArgument
        When the panel holds totals, of which no such regression is made here.
    """
    if panel.denominators is not None:
        raise InvalidArgument("this regression takes outcomes, and the panel has denominators")
    panel, _ = usable_panel(panel)
    if len(panel.groups) == 1 and not panel.never_treated.any():
        raise NotARollout(Refusal.NO_CONTROL)
    reached = (np.arange(panel.periods) >= panel.first_treated[:, None]).astype(float)
    weights = panel.relative_weights
    regressor = _within(reached, weights)
    information = float(weights @ (regressor**2).sum(axis=1))
    value = float(weights @ (regressor * panel.outcome).sum(axis=1)) / information
    residual = _within(panel.outcome - value * reached, weights)
    scores = weights * (regressor * residual).sum(axis=1) * len(weights) / information
    contributions = cluster_contributions(scores[:, None], panel.cluster)
    return TwoWayFixedEffects(value, float(standard_errors(contributions)[0]))


def _within(table: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take unit and period means out of (N, T); exact in a balanced panel."""
    centred = table - table.mean(axis=1, keepdims=True)
    return np.asarray(centred - weights @ centred / weights.sum())
