"""How a metric is analysed: the scale on which effects add up, its level, its spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.link import Link, LinkName, choose_link
from levier.workspace.measurement.reasons import Reason
from levier.workspace.model import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.workspace.measurement.metric_series import MetricSeries

_MOST_MISSING = 0.4
LEAST_PERIODS = 12
WIDE_RELATIVE_SD = 0.2
"""Prior spread of an effect of which nothing is known: most decisions move a metric by less."""
_WIDE_IN_SPREADS = 2.0


@dataclass(frozen=True, slots=True)
class ShiftPrior:
    """A Gaussian for the average effect on the scale of the analysis."""

    mean: float
    variance: float

    def combined_with(self, mean: float, variance: float) -> ShiftPrior:
        """Combine with independent evidence on the same effect (precisions add)."""
        precision = 1 / self.variance + 1 / variance
        return ShiftPrior((self.mean / self.variance + mean / variance) / precision, 1 / precision)


@dataclass(frozen=True, slots=True)
class MetricScale:
    """How a metric is analysed.

    Attributes
    ----------
    link
        The scale on which effects are additive.
    level
        Typical level of the metric, in its unit.
    spread
        Standard deviation of the series on the scale of the analysis.
    told_absolute
        Whether everyone who forecast it did so in its own unit: so are its effects then.
    """

    link: Link
    level: float
    spread: float
    told_absolute: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether effects are told as shares of the level."""
        if self.told_absolute:
            return False
        return self.link.name is not LinkName.IDENTITY or self.level > 3 * self.spread

    def shift(self, relative: float) -> float:
        """Give the shift that a relative effect amounts to."""
        return self.link.shift_for(relative, self.level)

    def slope(self) -> float:
        """Give the shift per unit of relative effect, near none."""
        return (self.shift(0.01) - self.shift(-0.01)) / 0.02

    def wide(self) -> ShiftPrior:
        """Give the prior of an effect of which nothing is known."""
        if not self.is_relative:
            return ShiftPrior(0.0, (_WIDE_IN_SPREADS * self.spread) ** 2)
        return ShiftPrior(0.0, (WIDE_RELATIVE_SD * self.slope()) ** 2)


def metric_scale(
    series: MetricSeries,
    believed: NDArray[np.bool_],
    *,
    told_absolute: bool,
    least: int = LEAST_PERIODS,
) -> MetricScale | Reason:
    """Choose the scale of the analysis, or say why there is nothing to analyse.

    ``least`` is the number of periods that the analysis needs; a series model, twelve. A mean
    whose forecasts are all in its own unit (a score from -100 to 100) is analysed as it is.
    """
    values = series.values[believed]
    if len(values) < least:
        return Reason.TOO_SHORT_BEFORE
    if believed.mean() < 1 - _MOST_MISSING:
        return Reason.TOO_SPARSE
    as_it_is = told_absolute and series.metric.kind is Kind.MEAN
    link = choose_link(
        values,
        is_ratio=series.metric.kind is Kind.RATIO,
        is_count=series.metric.kind is Kind.COUNT,
    )
    if as_it_is:
        link = Link(LinkName.IDENTITY)
    spread = float(np.std(link.forward(values)))
    if spread < 1e-12:
        return Reason.CONSTANT
    return MetricScale(link, float(np.mean(values)), spread, as_it_is)
