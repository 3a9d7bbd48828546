"""From an effect on the units reached to what it amounts to: on them, on the whole, in total."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.link import LinkName

if TYPE_CHECKING:
    from levier.impact.models.link import Link

Array = NDArray[np.float64]

_GRID = np.linspace(-8.0, 8.0, 161)
_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class ReachedEffect:
    """The reached cells of one decision over its window.

    Attributes
    ----------
    link
        The scale on which the effect adds up.
    values, worth
        (N, W) in the metric's unit, and units of the total per unit of the value.
    heights
        (N, W) part of the full effect that acts.
    adds_up
        Whether the whole is the sum of the units, or else their weighted mean.
    """

    link: Link
    values: Array
    worth: Array
    heights: Array
    adds_up: bool

    @property
    def made(self) -> float:
        """What all units made over the window, in units of the total."""
        return float((self.worth * self.values).sum())

    @property
    def made_where_reached(self) -> float:
        """What the units made while they were reached."""
        return float((self.worth * self.values)[self.heights > 0].sum())

    @property
    def reached_worth(self) -> float:
        """Cells reached, each for what it weighs."""
        return float(self.worth[self.heights > 0].sum())

    def gained(self, full: Array) -> Array:
        """Give what full effects (q,) added up to over the window, in units of the total."""
        return np.array([self._gained(float(one)).sum() for one in np.atleast_1d(full)])

    def relative(self, full: Array) -> Array:
        """Give full effects (q,) as shares of what the units reached would have done without."""
        gained = self.gained(full)
        return np.asarray(gained / (self.made_where_reached - gained))

    def per_unit(self, full: Array) -> Array:
        """Give full effects (q,) per unit reached and period, in the metric's unit."""
        return np.asarray(self.gained(full) / self.reached_worth)

    def whole_relative(self, full: Array) -> Array:
        """Give full effects (q,) as shares of what the whole metric would have done without."""
        gained = self.gained(full)
        return np.asarray(gained / (self.made - gained))

    def whole(self, full: Array) -> Array:
        """Give full effects (q,) per period on the whole metric, in its unit."""
        return np.asarray(self.gained(full) / self._denominator())

    def whole_shift(self, full: Array, link: Link) -> Array:
        """Give full effects (q,) as shifts of the whole metric on the scale of its series."""
        level = self.made / self._denominator()
        without = _within(link, level - self.whole(full), level)
        return np.asarray(link.forward(np.array([level]))[0] - link.forward(without))

    def totals(self, full: Array, centre: float, sd: float) -> Array:
        """Give ``gained`` of many draws (d,) about a centre, from a table of it."""
        grid = centre + sd * _GRID
        return np.interp(full, grid, self.gained(grid))

    def full_of_shift(self, shift: Array, link: Link, centre: float, sd: float) -> Array:
        """Find the full effects (q,) that amount to shifts of the whole; the way back."""
        grid = centre + sd * _GRID
        shifts = self.whole_shift(grid, link)
        order = np.argsort(shifts)
        return np.interp(shift, shifts[order], grid[order])

    def mean_height(self) -> float:
        """Give the mean part of the full effect over the reached cells."""
        reached = self.heights > 0
        return float(self.heights[reached].mean()) if reached.any() else 0.0

    def _denominator(self) -> float:
        return float(self.worth.shape[1]) if self.adds_up else float(self.worth.sum())

    def _gained(self, full: float) -> Array:
        return np.asarray(self.worth * (self.values - self._without(full)))

    def _without(self, full: float) -> Array:
        if self.link.name in (LinkName.LOG, LinkName.LOG_HALF):
            # The half that keeps the logarithm of zero finite is no part of what was made.
            return np.asarray(self.values * np.exp(-full * self.heights))
        return self.link.inverse(self.link.forward(self.values) - full * self.heights)


def _within(link: Link, values: Array, level: float) -> Array:
    """Keep values where the scale is defined, so that the far ends of a range stay finite."""
    if link.name is LinkName.IDENTITY:
        return values
    highest = 1 - _EDGE if link.name is LinkName.LOGIT else np.inf
    return np.clip(values, _EDGE * abs(level), highest)
