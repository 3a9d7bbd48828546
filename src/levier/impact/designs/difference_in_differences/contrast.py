"""Who is compared with whom, and between which two periods: the question that one cell answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.impact.designs.difference_in_differences.panel import Panel


@dataclass(frozen=True, slots=True)
class Contrast:
    """One group against its controls, from ``base`` to ``period``.

    Attributes
    ----------
    group, period, base
        Numbers of the group's first period, of the period measured and of the one before that it
        is compared with.
    treated, controls
        (N,) whether the unit is of the group, or of its controls, and was seen in both periods.
    """

    group: int
    period: int
    base: int
    treated: NDArray[np.bool_]
    controls: NDArray[np.bool_]

    @property
    def answerable(self) -> bool:
        """Whether there is anybody on either side."""
        return bool(self.treated.any() and self.controls.any())

    @property
    def units(self) -> int:
        """How many units it uses."""
        return int(self.treated.sum() + self.controls.sum())


def finite_sample_correction(
    panel: Panel, members: NDArray[np.bool_], parameters: int = 1
) -> float:
    """Give back what residuals lose to the ``parameters`` that their own n clusters estimated.

    They are too small by sqrt((n - parameters) / n). The papers, where n is large, do without.
    """
    clusters = len(np.unique(panel.cluster[members]))
    return float(np.sqrt(clusters / (clusters - parameters))) if clusters > parameters else 1.0
