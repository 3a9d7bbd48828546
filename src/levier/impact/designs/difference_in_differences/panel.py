"""A balanced panel: the same units in every period, and when each was first reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.designs.difference_in_differences.refusals import NotARollout, Refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEVER = int(np.iinfo(np.int64).max)
"""``first_treated`` of a unit that is never reached."""


@dataclass(frozen=True, slots=True)
class Panel:
    """N units observed in T consecutive periods, numbered from 0.

    Attributes
    ----------
    units
        (N,) names, each once.
    outcome
        (N, T) in the metric's unit; a count or a ratio is put on its scale beforehand.
    first_treated
        (N,) number of the first period in which the unit is reached, or ``NEVER``. A period
        after the last one is never, as far as this panel can see; 0 is always.
    weights
        (N,) positive; how much each unit counts in a mean. Only their ratios matter.
    cluster
        (N,) label of what is drawn or decided together; a label per unit when units are alone.

    Raises
    ------
    InvalidArgument
        When the arrays do not have these shapes.
    """

    units: tuple[str, ...]
    outcome: NDArray[np.float64]
    first_treated: NDArray[np.int64]
    weights: NDArray[np.float64]
    cluster: NDArray[np.int64]

    def __post_init__(self) -> None:
        count = len(self.units)
        if self.outcome.ndim != 2 or len(self.outcome) != count:
            raise InvalidArgument(
                f"outcome has shape {self.outcome.shape}; expected ({count}, periods)"
            )
        for name in ("first_treated", "weights", "cluster"):
            shape = getattr(self, name).shape
            if shape != (count,):
                raise InvalidArgument(f"{name} has shape {shape}; expected ({count},)")

    @property
    def periods(self) -> int:
        """T."""
        return int(self.outcome.shape[1])

    @property
    def relative_weights(self) -> NDArray[np.float64]:
        """(N,) weights of mean one."""
        return np.asarray(self.weights / self.weights.mean())

    @property
    def groups(self) -> NDArray[np.int64]:
        """(G,) periods in which some unit is first reached, in order."""
        return np.unique(self.first_treated[self.first_treated < self.periods])

    @property
    def never_treated(self) -> NDArray[np.bool_]:
        """(N,) whether the unit is not reached within the panel."""
        return self.first_treated >= self.periods


def usable_panel(panel: Panel) -> tuple[Panel, tuple[str, ...]]:
    """Check a panel and leave out the units reached from the start, which have no before.

    Returns
    -------
    tuple
        The panel without them, and their names.

    Raises
    ------
    NotARollout
        With its ``Refusal``, naming the unit at fault.
    """
    _require_sound(panel)
    kept = panel.first_treated > 0
    left_out = tuple(name for name, keep in zip(panel.units, kept, strict=True) if not keep)
    usable = replace(
        panel,
        units=tuple(name for name, keep in zip(panel.units, kept, strict=True) if keep),
        outcome=panel.outcome[kept],
        first_treated=panel.first_treated[kept],
        weights=panel.weights[kept],
        cluster=panel.cluster[kept],
    )
    if not len(usable.groups):
        raise NotARollout(Refusal.NOBODY_REACHED)
    return usable, left_out


def _require_sound(panel: Panel) -> None:
    if panel.periods < 2:
        raise NotARollout(Refusal.FEW_PERIODS, periods=panel.periods)
    seen: set[str] = set()
    for unit in panel.units:
        if unit in seen:
            raise NotARollout(Refusal.REPEATED_UNIT, unit=unit)
        seen.add(unit)
    for unit, weight in zip(panel.units, panel.weights, strict=True):
        if not (np.isfinite(weight) and weight > 0):
            raise NotARollout(Refusal.UNUSABLE_WEIGHT, unit=unit, weight=weight)
    missing = np.argwhere(~np.isfinite(panel.outcome))
    if len(missing):
        row, period = missing[0]
        raise NotARollout(Refusal.MISSING_OUTCOME, unit=panel.units[row], period=int(period))
