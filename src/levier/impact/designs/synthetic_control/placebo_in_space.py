"""Would a unit that nothing was done to show a gap as large? The placebo in space.

Abadie, Diamond and Hainmueller (2010), *Synthetic control methods for comparative case studies*,
JASA 105, 493-505: the ratio of the errors after and before,
ranked among those of every other unit treated in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from levier.impact.designs.synthetic_control.estimate import Estimator, synthetic_control
from levier.impact.designs.synthetic_control.panel import Array, Panel
from levier.impact.designs.synthetic_control.placebo_groups import placebo_groups

PLACEBOS = 999
_CLOSEST = 1e-3


@dataclass(frozen=True, slots=True)
class PlaceboInSpace:
    """The rank of the treated units among placebos.

    Attributes
    ----------
    ratio
        Root mean square gap after over before, of the treated units.
    placebo_ratios
        (G,) the same for each placebo group.
    p_value
        Share of the groups, the true one included, whose ratio is at least as large: it cannot
        go below 1 / (G + 1).
    """

    ratio: float
    placebo_ratios: Array
    p_value: float


def placebo_in_space(
    panel: Panel, *, seed: int, estimator: Estimator = synthetic_control, most: int = PLACEBOS
) -> PlaceboInSpace:
    """Rank the treated units' ratio among groups of as many units, each against all the others.

    The treated units serve as donors of the placebos, as California does in Abadie et al.
    (2010). Every group is then handled alike: when there is no effect and the treated units are
    like any others, each rank is as likely as another.

    Parameters
    ----------
    panel
        What was measured.
    seed
        Of the drawing of groups, when there are more than ``most``.
    estimator
        Which gap to rank.
    most
        Largest number of placebo groups.
    """
    everyone = np.arange(len(panel.units))
    true = np.flatnonzero(panel.treated)
    floor = _CLOSEST * _noise_of_all(panel)
    groups = placebo_groups(everyone, len(true), most, seed)
    others = [group for group in groups if not np.array_equal(group, true)]
    ratio = _ratio(panel, estimator, floor)
    placebos = np.array(
        [_ratio(panel.pretend(group, everyone), estimator, floor) for group in others]
    )
    as_large = int((placebos >= ratio).sum())
    return PlaceboInSpace(ratio, placebos, (1 + as_large) / (1 + len(others)))


def _noise_of_all(panel: Panel) -> float:
    return float(np.diff(panel.outcomes[:, : panel.first_after], axis=1).std())


def _ratio(panel: Panel, estimator: Estimator, floor: float) -> float:
    """Divide the error after by that before, which many donors can bring to nothing."""
    found = estimator(panel)
    return found.error_after / max(found.error_before, floor)
