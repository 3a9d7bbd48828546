"""One answer before it is summed: the effect as reported, and its draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.valuation.unit_value import unit_value_draws
from levier.workspace.model import Direction

if TYPE_CHECKING:
    from levier.workspace.model import Metric
    from levier.workspace.results import Effect

Array = NDArray[np.float64]

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class MoneyDraws:
    """The money of one effect over its window, four ways, each (d,) joint draws.

    Attributes
    ----------
    reported
        As the effect is reported, forecasts used as priors where there are any.
    shrunk
        The same, effects without a forecast drawn towards what decisions here usually do.
    data
        From the data alone.
    data_shrunk
        From the data, every effect drawn towards what decisions here usually do.
    """

    reported: Array
    shrunk: Array
    data: Array
    data_shrunk: Array

    @classmethod
    def plain(cls, draws: Array) -> MoneyDraws:
        """Give the same draws four times: a figure that no forecast and no other effect touched."""
        return cls(draws, draws, draws, draws)


@dataclass(frozen=True, slots=True)
class Answer:
    """An effect with the draws behind it.

    Attributes
    ----------
    effect
        As reported.
    money
        Draws of its money over the window; None when the metric has no value.
    """

    effect: Effect
    money: MoneyDraws | None


def value_draws(metric: Metric, seed: int, count: int) -> Array | None:
    """Draw the value of one unit (d,), the same for every effect on the metric; None without.

    The value of a metric that should go down is that of one unit less (a ticket avoided), unless
    it is written as a negative amount (what one more unit costs).
    """
    if metric.value_per_unit is None:
        return None
    generator = np.random.default_rng([seed, 1, *metric.id.encode()])
    normals = generator.standard_normal(count)
    saved = metric.direction is Direction.DOWN and metric.value_per_unit[1] > 0
    return (-1.0 if saved else 1.0) * unit_value_draws(*metric.value_per_unit, normals)
