"""Whether there are clusters enough to say how uncertain an effect is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.difference_in_differences.inference import Reliability
from levier.impact.designs.difference_in_differences.refusals import Caution

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.group_time import GroupTimeEffects
    from levier.impact.designs.difference_in_differences.panel import Panel

FEWEST_CLUSTERS = 10
"""On either side. With fewer the interval rests on the changes being Gaussian."""
ROUNDING = 1e-12
"""A standard error below this share of the outcome is zero but for rounding."""


def reliability_of(
    panel: Panel, effects: GroupTimeEffects, cells: NDArray[np.intp], error: float
) -> Reliability:
    """Count the clusters behind an effect that averages ``cells``; ``error`` is its own.

    On either side, the cell that has fewest of them decides.
    """
    sizes = [
        min(_clusters(panel, effects.treated[:, cell]) for cell in cells[effects.group[cells] == g])
        for g in np.unique(effects.group[cells])
    ]
    controls = min(_clusters(panel, effects.controls[:, cell]) for cell in cells)
    treated_freedom = sum(size - 1 for size in sizes)
    freedom = min(treated_freedom, controls - 1)
    caution = _caution(min(*sizes, controls), treated_freedom, controls)
    if caution is None and error <= ROUNDING * panel.size:
        caution = Caution.NO_VARIATION
    return Reliability(freedom, caution)


def _caution(smallest: int, treated_freedom: int, controls: int) -> Caution | None:
    if smallest == 1:
        return Caution.LONE_CLUSTER
    if treated_freedom < FEWEST_CLUSTERS - 1:
        return Caution.FEW_TREATED_CLUSTERS
    return Caution.FEW_CONTROL_CLUSTERS if controls < FEWEST_CLUSTERS else None


def _clusters(panel: Panel, members: NDArray[np.bool_]) -> int:
    return len(np.unique(panel.cluster[members]))
