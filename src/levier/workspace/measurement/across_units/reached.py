"""Which units of a metric a decision reached, when, and how much of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.effect_shapes import EffectShape, Reach, daily_path, period_means
from levier.workspace.measurement.calendar_index import day_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.calendar_index import PeriodIndex
    from levier.workspace.model import Exposure

Array = NDArray[np.float64]
Days = NDArray[np.int64]

NEVER = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class ReachedUnits:
    """One decision over the N units of a metric.

    Attributes
    ----------
    starts
        (N,) first day on which the unit was reached, or ``NEVER``.
    ends
        (N,) last day, or ``NEVER`` when it has no end.
    share
        (N,) how much of the unit was reached; zero for one never reached.
    """

    starts: Days
    ends: Days
    share: Array

    @property
    def any(self) -> NDArray[np.bool_]:
        """(N,) whether the unit was ever reached."""
        return np.asarray(self.starts != NEVER)

    def periods(self, index: PeriodIndex) -> Days:
        """Give the period (N,) in which each unit was first reached, or ``NEVER``."""
        inside = self.starts <= index.days[-1]
        next_day = np.searchsorted(index.days, np.where(inside, self.starts, index.days[0]))
        return np.where(inside, index.positions(index.days[next_day]), NEVER)

    def heights(self, shape: EffectShape, index: PeriodIndex, shift: int = 0) -> Array:
        """Give the height (N, T) of the effect on each unit: 1 is the full effect."""
        rows = [
            period_means(
                daily_path(shape, (self._reach(unit),) if ever else (), index.days, shift),
                index.first_days,
                index.days,
            )
            for unit, ever in enumerate(self.any)
        ]
        return np.array(rows)

    def reaches(self) -> tuple[Reach, ...]:
        """List the units reached, each with its own start and end."""
        return tuple(self._reach(int(unit)) for unit in np.flatnonzero(self.any))

    def _reach(self, unit: int) -> Reach:
        end = None if self.ends[unit] == NEVER else int(self.ends[unit])
        return Reach(float(self.share[unit]), int(self.starts[unit]), end)


def reached_units(exposures: Sequence[Exposure], names: Sequence[str]) -> ReachedUnits:
    """Read the exposures of one decision; reached twice is reached from first to last."""
    position = {name: number for number, name in enumerate(names)}
    starts = np.full(len(names), NEVER)
    ends = np.full(len(names), -NEVER)
    share = np.zeros(len(names))
    for row in exposures:
        unit = position.get(row.unit)
        if unit is not None:
            starts[unit] = min(starts[unit], day_number(row.starts_on))
            last = NEVER if row.ends_on is None else day_number(row.ends_on)
            ends[unit] = max(ends[unit], last)
            share[unit] = max(share[unit], row.share)
    return ReachedUnits(starts, np.where(starts == NEVER, NEVER, ends), share)
