"""One effect by every design that the data allow: what is reported, and what the others say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from levier.impact.models.contributions import relative_effect
from levier.workspace.measurement.across_units.told import (
    gap_between,
    on_units,
    other_reading,
    reached_of,
)
from levier.workspace.measurement.grading import verdict
from levier.workspace.measurement.intervals import PROBABILITIES, scaled
from levier.workspace.results import Design, DesignReading, Grade

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.results import Reached, ScaledInterval


_LEAST_LEFT = 0.01
_LEAST_TOLD = 0.02
"""Share of the precision below which the series adds nothing to its test."""
_WIDEST = 2.0
"""A range wider than from nothing to three times as much says nothing of a unit."""


def told_on_units(measured: MeasuredMetric, k: int, shifts: NDArray[np.float64]) -> ScaledInterval:
    """Tell five shifts of the whole metric as the effect on the units reached."""
    panel = measured.across.panel
    effect = measured.across.decisions[measured.effects[k].decision.id].effect
    relative = panel is not None and panel.scale.is_relative
    return on_units(effect, _full(measured, k, shifts), relative=relative)


def reached_units_of(measured: MeasuredMetric, k: int) -> Reached | None:
    """Describe the units behind an effect that comes from them."""
    reading, panel = measured.readings[k], measured.across.panel
    if reading is None or panel is None:
        return None
    effect = measured.across.decisions[measured.effects[k].decision.id].effect
    shifts = measured.answer.posterior.mixture.marginal(k).quantiles(PROBABILITIES)
    return reached_of(panel, effect, reading, _full(measured, k, shifts))


def other_designs(
    measured: MeasuredMetric, k: int, main: ScaledInterval
) -> tuple[DesignReading, ...]:
    """List the other designs, strongest first: further comparisons of units, then the series.

    A randomised test and the series are one answer: each is shown by itself too.
    """
    reading, panel = measured.readings[k], measured.across.panel
    between = measured.across.decisions.get(measured.effects[k].decision.id)
    found = _test_and_series(measured, k, main)
    if panel is None or between is None:
        return found
    found += tuple(
        other_reading(panel, between, one, main, whole=reading is None)
        for one in between.readings
        if one is not reading
    )
    if reading is not None:
        series = _series(measured, k, main)
        if _sees_the_units(series.effect):
            found += (series,)
    return found


def _test_and_series(
    measured: MeasuredMetric, k: int, main: ScaledInterval
) -> tuple[DesignReading, ...]:
    """Tell what the test says by itself, and the series without it; nothing without a test."""
    shown = measured.evidence[k]
    if shown is None:
        return ()
    mixture = measured.without_forecasts.posterior.mixture
    mean, variance = float(mixture.mean[k]), float(mixture.covariance[k, k])
    told = [_reading_of(measured, k, main, Design.EXPERIMENT, shown.mean, shown.variance)]
    left = 1 / variance - 1 / shown.variance
    if left > _LEAST_TOLD / variance:
        alone = (mean / variance - shown.mean / shown.variance) / left
        told.append(_reading_of(measured, k, main, Design.SERIES, alone, 1 / left))
    return tuple(told)


def _reading_of(
    measured: MeasuredMetric,
    k: int,
    main: ScaledInterval,
    design: Design,
    mean: float,
    variance: float,
) -> DesignReading:
    """Tell a Gaussian shift of the whole metric on the scale of the reported effect."""
    shifts = mean + np.sqrt(variance) * ndtri(PROBABILITIES)
    told = scaled(shifts, relative=False)
    if measured.scale.is_relative:
        column = measured.columns[k][:, measured.without_forecasts.choice[k]]
        window, link = measured.windows[k], measured.scale.link
        values = relative_effect(measured.scores, link, column, window, shifts, measured.weights)
        told = scaled(values, relative=True)
    of_test = design is Design.EXPERIMENT
    return DesignReading(
        design,
        "alone" if of_test else None,
        Grade.A if of_test else series_grade(measured),
        verdict(measured.series.metric.direction, told),
        told,
        gap_between(told, main),
    )


def _sees_the_units(effect: ScaledInterval) -> bool:
    """Tell whether the series of the whole says anything of units that make a small part of it."""
    return effect.scale != "relative" or effect.high95 - effect.low95 < _WIDEST


def series_grade(measured: MeasuredMetric) -> Grade:
    """Grade a series by whether it has controls."""
    return Grade.C if measured.series.metric.controls else Grade.D


def _series(measured: MeasuredMetric, k: int, main: ScaledInterval) -> DesignReading:
    """Tell what the series of the whole metric says by itself of the units reached."""
    shifts = measured.series_alone.posterior.mixture.marginal(k).quantiles(PROBABILITIES)
    told = _series_on_units(measured, k, shifts)
    said = verdict(measured.series.metric.direction, told)
    gap = gap_between(told, main)
    return DesignReading(Design.SERIES, None, series_grade(measured), said, told, gap)


def _series_on_units(
    measured: MeasuredMetric, k: int, shifts: NDArray[np.float64]
) -> ScaledInterval:
    """Share what the whole metric gained among the cells reached."""
    panel = measured.across.panel
    effect = measured.across.decisions[measured.effects[k].decision.id].effect
    column = measured.columns[k][:, measured.series_alone.choice[k]]
    whole = relative_effect(
        measured.scores,
        measured.scale.link,
        column,
        measured.windows[k],
        shifts,
        measured.weights,
    )
    gained = whole / (1 + whole) * effect.made
    if panel is not None and panel.scale.is_relative:
        # The units reached cannot have made less than nothing without the decision.
        without = effect.made_where_reached - gained
        left = np.maximum(without, _LEAST_LEFT * effect.made_where_reached)
        return scaled(gained / left, relative=True)
    return scaled(gained / effect.reached_worth, relative=False)


def _full(measured: MeasuredMetric, k: int, shifts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Go back from shifts of the whole metric to full effects on a unit."""
    reading = measured.readings[k]
    effect = measured.across.decisions[measured.effects[k].decision.id].effect
    centre, sd = (0.0, 1.0) if reading is None else (reading.mean, reading.sd)
    return effect.full_of_shift(shifts, measured.scale.link, centre, sd)
