"""The effects of one metric measured again without each control and without each stretch."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.checks.leave_one_out import (
    Estimate,
    check_leave_one_out,
    with_everything,
    without_periods,
)
from levier.impact.designs.interrupted_time_series import measure_jointly
from levier.impact.models.candidate_averaging import CandidateSet
from levier.impact.models.regression_design import Background, Part
from levier.workspace.measurement.calendar_index import as_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from levier.impact.checks.result import CheckResult
    from levier.workspace.measurement.joint_metric import MeasuredMetric

    Effects = tuple[Estimate, ...]

_STRETCHES = 12
_FEWEST_PERIODS = 36
_FEWEST_CONTROLS = 2
"""With one control only, leaving it out is another design and no check."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The k effects with each piece left out.

    Attributes
    ----------
    whole, stretches
        With everything, and by the first day of the stretch left out, at one noise model.
    whole_refitted, controls
        With everything, and by the control left out, the noise model fitted again; empty where
        there are too few controls.
    """

    whole: Effects
    stretches: Mapping[str, Effects]
    whole_refitted: Effects
    controls: Mapping[str, Effects]

    def checks(self, k: int) -> list[CheckResult | None]:
        """Judge the moves of one effect."""
        found = [check_leave_one_out("weeks", self.whole[k], _each(self.stretches, k))]
        if self.controls:
            whole = self.whole_refitted[k]
            found.append(check_leave_one_out("controls", whole, _each(self.controls, k)))
        return found


def _each(pieces: Mapping[str, Effects], k: int) -> dict[str, Estimate]:
    return {name: effects[k] for name, effects in pieces.items()}


def leave_out(measured: MeasuredMetric) -> LeftOut:
    """Measure again without each piece, at the most probable noise model and shapes."""
    fit, count = measured.without_forecasts.fit, len(measured.effects)
    return LeftOut(
        with_everything(fit, count),
        {day: without_periods(fit, inside, count) for day, inside in _stretches(measured)},
        *_without_each_control(measured),
    )


def _without_each_control(measured: MeasuredMetric) -> tuple[Effects, dict[str, Effects]]:
    """Measure without each control: what it explained goes to the noise, so all is fitted again."""
    known = measured.to_measure.background
    named = [
        (name, int(position))
        for name, position in zip(
            measured.series.metric.controls, np.flatnonzero(known.is_control), strict=False
        )
        if np.ptp(known.columns[:, position]) > 0
    ]
    if len(named) < _FEWEST_CONTROLS:
        return (), {}
    return _measured_without(measured, None), {
        name: _measured_without(measured, position) for name, position in named
    }


def _measured_without(measured: MeasuredMetric, position: int | None) -> Effects:
    """Measure at the most probable shapes, without one column of the background."""
    known = measured.to_measure.background
    kept = [one for one in range(len(known.parts)) if one != position]
    fewer = Background(
        known.columns[:, kept], known.prior_sd[kept], tuple(known.parts[one] for one in kept)
    )
    chosen = tuple(
        CandidateSet(measured.chosen_column(k)[:, None], np.zeros(1))
        for k in range(len(measured.effects))
    )
    asked = replace(measured.series_alone.interventions, candidates=chosen)
    series = replace(measured.to_measure, background=fewer)
    mixture = measure_jointly(series, asked, averaging=False).posterior.mixture
    return tuple(
        Estimate(float(mean), float(variance))
        for mean, variance in zip(mixture.mean, np.diag(mixture.covariance), strict=True)
    )


def _stretches(measured: MeasuredMetric) -> list[tuple[str, NDArray[np.bool_]]]:
    """Cut the series into stretches; those that were left out already are none."""
    periods = len(measured.series.index)
    if periods < _FEWEST_PERIODS:
        return []
    edges = np.linspace(0, periods, _STRETCHES + 1).round().astype(np.intp)
    joint = measured.without_forecasts
    missing = np.array([part is Part.MISSING for part in joint.background.parts])
    gone = joint.background.columns[:, missing].any(axis=1)
    found = []
    for low, high in itertools.pairwise(edges):
        inside = np.zeros(periods, dtype=bool)
        inside[low:high] = True
        inside &= ~gone
        if inside.any():
            day = as_date(int(measured.series.index.first_days[low]))
            found.append((day.isoformat(), inside))
    return found
