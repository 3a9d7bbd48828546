"""Readings between units in the terms of the result: on the units reached, or on the whole."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from levier.impact.models.link import LinkName
from levier.workspace.measurement.grading import verdict
from levier.workspace.measurement.intervals import PROBABILITIES, scaled
from levier.workspace.results import (
    DesignReading,
    Grade,
    Interval,
    PathPoint,
    Reached,
)

if TYPE_CHECKING:
    from levier.workspace.measurement.across_units.choosing import DecisionAcrossUnits
    from levier.workspace.measurement.across_units.reached_effect import ReachedEffect
    from levier.workspace.measurement.across_units.reading import UnitReading
    from levier.workspace.measurement.across_units.unit_panel import UnitPanel
    from levier.workspace.results import ScaledInterval

Array = NDArray[np.float64]

_NORMAL = np.asarray(ndtri(PROBABILITIES))
_STANDARD_ERRORS = 3.92


def full_quantiles(reading: UnitReading) -> Array:
    """Give the quantiles of the full effect, in the order of ``PROBABILITIES``."""
    return np.asarray(reading.mean + reading.sd * _NORMAL)


def on_units(effect: ReachedEffect, full: Array, *, relative: bool) -> ScaledInterval:
    """Tell five quantiles of a full effect as the effect on the units reached."""
    values = effect.relative(full) if relative else effect.per_unit(full)
    return scaled(values, relative=relative)


def on_whole(effect: ReachedEffect, full: Array, *, relative: bool) -> ScaledInterval:
    """Tell five quantiles of a full effect as the effect on the whole metric."""
    values = effect.whole_relative(full) if relative else effect.whole(full)
    return scaled(values, relative=relative)


def reached_of(
    panel: UnitPanel, effect: ReachedEffect, reading: UnitReading, full: Array
) -> Reached:
    """Describe the units behind a reported effect of which ``full`` are the five quantiles."""
    relative = panel.scale.is_relative
    p10, p50, p90, low, high = sorted_five(effect.per_unit(full))
    return Reached(
        method=reading.method.value,
        units=reading.reached,
        compared=reading.compared,
        left_out=reading.left_out,
        per_unit=Interval(p10, p50, p90, low, high),
        whole_metric=on_whole(effect, full, relative=relative),
        path=tuple(_told_point(panel, point, relative=relative) for point in reading.path),
    )


def sorted_five(values: Array) -> tuple[float, ...]:
    """Put five quantiles in the order P10, P50, P90, 2.5 %, 97.5 %, reversed if need be."""
    told = scaled(values, relative=False)
    return told.p10, told.p50, told.p90, told.low95, told.high95


def other_reading(
    panel: UnitPanel,
    between: DecisionAcrossUnits,
    reading: UnitReading,
    main: ScaledInterval,
    *,
    whole: bool,
) -> DesignReading:
    """Tell what another comparison says, on the scale of the reported effect."""
    tell = on_whole if whole else on_units
    told = tell(between.effect, full_quantiles(reading), relative=main.scale == "relative")
    said = verdict(panel.metric.direction, told)
    return DesignReading(
        reading.design, reading.method.value, Grade.B, said, told, gap_between(told, main)
    )


def gap_between(first: ScaledInterval, second: ScaledInterval) -> float:
    """Give how far two readings are from each other, in standard errors of the difference."""
    sds = [(one.high95 - one.low95) / _STANDARD_ERRORS for one in (first, second)]
    return float((first.p50 - second.p50) / max(math.hypot(*sds), 1e-300))


def _told_point(panel: UnitPanel, point: PathPoint, *, relative: bool) -> PathPoint:
    known = [point.value, point.low95, point.high95]
    told = [None if one is None else _told(panel, one, relative=relative) for one in known]
    return PathPoint(point.since, told[0] or 0.0, told[1], told[2])


def _told(panel: UnitPanel, shift: float, *, relative: bool) -> float:
    if panel.link.name is LinkName.IDENTITY and not relative:
        return shift
    share = float(panel.link.relative_for(np.array([shift]), panel.level)[0])
    return share if relative else share * panel.level
