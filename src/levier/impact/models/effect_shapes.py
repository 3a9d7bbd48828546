"""How an effect unfolds in time, day by day, then averaged over the periods of a series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.difference_spectrum import Array

Days = NDArray[np.int64]

DEFAULT_RAMP_DAYS = 30.0
DEFAULT_HALF_LIFE_DAYS = 14.0


class ShapeName(StrEnum):
    """The three ways in which an effect unfolds."""

    STEP = "step"
    RAMP = "ramp"
    PULSE = "pulse"


@dataclass(frozen=True, slots=True)
class EffectShape:
    """A shape with its one duration (ramp length or half-life, in days; none for a step)."""

    name: ShapeName
    days: float = 0.0

    @property
    def label(self) -> str:
        """Name it shortly: ``step``, ``ramp 30``, ``pulse 14``."""
        return self.name.value if self.name is ShapeName.STEP else f"{self.name} {self.days:g}"

    def at(self, since: Days) -> Array:
        """Give the height (1 at full effect) so many days after the start; 0 before it."""
        after = np.asarray(since >= 0, dtype=float)
        match self.name:
            case ShapeName.STEP:
                return after
            case ShapeName.RAMP:
                return np.asarray(after * np.clip((since + 1) / self.days, 0, 1))
            case ShapeName.PULSE:
                return np.asarray(after * 0.5 ** (np.maximum(since, 0) / self.days))


@dataclass(frozen=True, slots=True)
class Reach:
    """Units reached at one date: which part of the metric, from when, until when.

    Attributes
    ----------
    share
        Part of the metric's level that these units make, times how much of them was reached.
    starts, ends
        Days on the axis of the series; ``ends`` is the last day, None for no end.
    """

    share: float
    starts: int
    ends: int | None = None


def daily_path(shape: EffectShape, reaches: tuple[Reach, ...], days: Days, shift: int = 0) -> Array:
    """Give the height of the effect on each of ``days``, units added up, start moved by shift."""
    path = np.zeros(len(days))
    for reach in reaches:
        height = shape.at(days - reach.starts - shift)
        if reach.ends is not None:
            height = height * (days <= reach.ends)
        path += reach.share * height
    return path


def period_means(path: Array, first_days: Days, days: Days) -> Array:
    """Average a daily path over periods that begin on ``first_days``, the last ending with days."""
    starts = np.searchsorted(days, first_days)
    lengths = np.diff(np.append(starts, len(days)))
    return np.asarray(np.add.reduceat(path, starts) / lengths)
