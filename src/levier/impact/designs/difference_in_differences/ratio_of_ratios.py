"""A cell of counts or ratios: the group's total over what it was, against that of its controls.

With totals Y over exposures E, the effect is log of (Y_t / E_t) / (Y_b / E_b) of the group, over
the same of its controls: what Poisson regression with effects of group and period estimates in this
cell (Wooldridge, 2023, *Simple approaches to nonlinear difference-in-differences with panel data*,
The Econometrics Journal 26, C31-C66). Trends are parallel in proportion, a unit may have none of
the events, and no distribution is assumed: the influence function is that of a ratio of means.
"""

from __future__ import annotations

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


def log_ratio_of_ratios(panel: Panel, contrast: Contrast) -> tuple[float, Array]:
    """Give the effect and its influence function (N,), as a difference of logarithms.

    Raises
    ------
    NotARollout
        When one side has no event at all in one of the periods.
    """
    its, its_influence = _log_growth(panel, contrast, contrast.treated)
    theirs, their_influence = _log_growth(panel, contrast, contrast.controls)
    return its - theirs, its_influence - their_influence


def _log_growth(
    panel: Panel, contrast: Contrast, members: NDArray[np.bool_]
) -> tuple[float, Array]:
    now, its_influence = _log_rate(panel, contrast.period, members)
    before, their_influence = _log_rate(panel, contrast.base, members)
    correction = finite_sample_correction(panel, members)
    return now - before, correction * (its_influence - their_influence)


def _log_rate(panel: Panel, period: int, members: NDArray[np.bool_]) -> tuple[float, Array]:
    """Give the log of the members' total over their total exposure."""
    exposures = np.ones_like(panel.outcome) if panel.denominators is None else panel.denominators
    weights = panel.relative_weights * members
    events = weights * np.where(members, panel.outcome[:, period], 0.0)
    exposed = weights * np.where(members, exposures[:, period], 0.0)
    if events.sum() <= 0:
        raise NotARollout(Refusal.NO_EVENT, period=period)
    value = float(np.log(events.sum() / exposed.sum()))
    return value, events / events.mean() - exposed / exposed.mean()
