"""The effect to be seen, and effects carried between the scale of the analysis and the metric's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.model import Direction, EffectScale
from levier.workspace.planning.results import Assumed, Seen, Source

if TYPE_CHECKING:
    from levier.impact.planning.chance import Chance
    from levier.workspace.measurement.metric_scale import MetricScale
    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.error import ErrorAfter


def assumed_effect(asked: Asked) -> Assumed:
    """Give what was asked for, or else the mean of what the authors expect (P10, P50, P90)."""
    scale = EffectScale.ABSOLUTE if asked.told_absolute else EffectScale.RELATIVE
    if asked.options.effect is not None:
        return Assumed(scale.value, asked.options.effect, None, None, Source.ASKED)
    told = [row for row in asked.rows if row.mid is not None and row.scale is scale]
    if not told:
        return Assumed(scale.value, None, None, None, Source.NONE)
    low, mid, high = (
        _mean([value for row in told if (value := getattr(row, name)) is not None])
        for name in ("low", "mid", "high")
    )
    return Assumed(scale.value, mid, low, high, Source.EXPECTED)


def _mean(values: list[float]) -> float | None:
    return float(np.mean(values)) if values else None


@dataclass(frozen=True, slots=True)
class Telling:
    """How errors on the scale of the analysis are told.

    Attributes
    ----------
    scale
        Of the series, or of one unit.
    assumed
        The effect to be seen: relative ones are told the way that it goes.
    chance
        How often it must be seen.
    wanted
        The way the metric should go, for an effect that has no sign of its own.
    """

    scale: MetricScale
    assumed: Assumed
    chance: Chance
    wanted: Direction

    @property
    def possible(self) -> bool:
        """Whether a relative effect means something: not where the level is about zero."""
        return self.scale.is_relative or self.assumed.scale == EffectScale.ABSOLUTE.value

    def seen(self, error: ErrorAfter) -> Seen:
        """Give the smallest effect seen, as it is told."""
        middle, low, high = (self._told(one) for one in error.seen(self.chance))
        return Seen(error.periods, middle, low, high)

    def _told(self, shift: float) -> float | None:
        if not math.isfinite(shift):
            return None
        link, level = self.scale.link, self.scale.level
        if self.assumed.scale == EffectScale.RELATIVE.value:
            return abs(float(link.relative_for(np.array(self._sign * shift), level)))
        moved = link.forward(np.array([level])) + self._sign * shift
        return abs(float(link.inverse(moved)[0]) - level)

    @property
    def _sign(self) -> float:
        if self.assumed.value:
            return math.copysign(1.0, self.assumed.value)
        return 1.0 if self.wanted is Direction.UP else -1.0


def periods_until(size: float | None, effects: list[tuple[int, float | None]]) -> int | None:
    """Give after how many periods an effect of ``size`` is seen; None within none of these.

    Parameters
    ----------
    size
        Of the effect.
    effects
        The smallest effect seen after each number of periods, in order; between two of them it
        is taken to fall as a power of time.
    """
    if not size:
        return None
    before: tuple[int, float] | None = None
    for periods, effect in effects:
        if effect is None:
            continue
        if effect <= abs(size):
            return _between(before, (periods, effect), abs(size))
        before = (periods, effect)
    return None


def _between(before: tuple[int, float] | None, after: tuple[int, float], size: float) -> int:
    if before is None:
        return after[0]
    part = math.log(before[1] / size) / math.log(before[1] / after[1])
    periods: int = math.ceil(before[0] * math.pow(after[0] / before[0], part))
    return periods
