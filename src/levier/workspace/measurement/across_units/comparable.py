"""The units that can be compared for one decision: those that nothing else touched meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.measurement.across_units.reached import NEVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.across_units.reached import ReachedUnits
    from levier.workspace.measurement.across_units.unit_panel import UnitPanel


@dataclass(frozen=True, slots=True)
class Comparable:
    """One decision on the units of a panel, others' units taken out.

    Attributes
    ----------
    kept
        (N,) units that are compared.
    first
        (N,) period in which each was first reached by the decision, or ``NEVER``.
    end
        Number of periods looked at: up to the end of the decision's window.
    touched
        How many units another decision reached meanwhile, and which are therefore left out.
    others
        Ids of those decisions.
    """

    kept: NDArray[np.bool_]
    first: NDArray[np.int64]
    end: int
    touched: int
    others: tuple[str, ...]

    @property
    def reached(self) -> NDArray[np.bool_]:
        """(N,) kept units that the decision reached by the end."""
        return np.asarray(self.kept & (self.first < self.end))

    @property
    def compared(self) -> NDArray[np.bool_]:
        """(N,) kept units that it did not."""
        return np.asarray(self.kept & (self.first >= self.end))

    @property
    def at_once(self) -> bool:
        """Whether all units reached were reached in one period."""
        return len(np.unique(self.first[self.reached])) == 1


def comparable(
    panel: UnitPanel,
    decision: ReachedUnits,
    others: Sequence[tuple[str, ReachedUnits]],
    end: int,
) -> Comparable:
    """Leave out the units that another decision reached within the periods looked at.

    One that reached all units in the same period is common to them and is left alone.
    """
    kept = np.ones(len(panel.names), dtype=bool)
    named = []
    for name, other in others:
        when = other.periods(panel.index)
        meanwhile = (when > 0) & (when < end)
        if meanwhile.any() and not (meanwhile.all() and len(np.unique(when)) == 1):
            kept &= ~meanwhile
            named.append(name)
    first = decision.periods(panel.index)
    first = np.where(first < end, first, NEVER)
    return Comparable(kept, first, end, int((~kept).sum()), tuple(named))
