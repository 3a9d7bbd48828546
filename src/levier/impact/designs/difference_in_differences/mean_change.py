"""A cell without covariates: how much more the group moved, in the mean, than its controls.

ATT(g, t) of Callaway and Sant'Anna (2021), section 2, with its influence function (theorem 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.designs.difference_in_differences.contrast import (
    Contrast,
    finite_sample_correction,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.panel import Panel


def difference_of_mean_changes(
    panel: Panel, contrast: Contrast
) -> tuple[float, NDArray[np.float64]]:
    """Give the effect and its influence function (N,), in the unit of the outcome."""
    change = panel.change(contrast.period, contrast.base)
    moved, its_influence = _mean_change(panel, change, contrast.treated)
    otherwise, their_influence = _mean_change(panel, change, contrast.controls)
    return moved - otherwise, its_influence - their_influence


def _mean_change(
    panel: Panel, change: NDArray[np.float64], members: NDArray[np.bool_]
) -> tuple[float, NDArray[np.float64]]:
    """Give the weighted mean of the members' changes, and its influence function (N,)."""
    weights = panel.relative_weights * members
    mean = float(weights @ change / weights.sum())
    correction = finite_sample_correction(panel, members)
    return mean, correction * weights / weights.mean() * (change - mean)
