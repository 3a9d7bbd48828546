"""How much each control of a metric changed when a decision began."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.interrupted_time_series import (
    Interventions,
    SeriesToMeasure,
    measure_jointly,
)
from levier.impact.models.candidate_averaging import CandidateSet
from levier.impact.models.regression_design import Background

if TYPE_CHECKING:
    from levier.workspace.measurement.joint_metric import MeasuredMetric

_WIDE = 5.0
"""Prior spread of a control's change, in its own: next to none."""


def control_scores(measured: MeasuredMetric, k: int) -> dict[str, float]:
    """Give for each control its change at the start of decision ``k``, in standard errors.

    Each is measured like a metric, with the seasons and the other decisions of this one.
    """
    known = measured.to_measure.background
    columns = known.columns[:, known.is_control]
    names = measured.series.metric.controls
    return {
        name: _score(measured, known, column, k)
        for name, column in zip(names, columns.T, strict=False)
        if np.ptp(column) > 0
    }


def _score(measured: MeasuredMetric, known: Background, control: np.ndarray, k: int) -> float:
    plain = ~known.is_control
    season = Background(
        known.columns[:, plain],
        np.full(int(plain.sum()), 10.0),
        tuple(part for part, keep in zip(known.parts, plain, strict=True) if keep),
    )
    series = SeriesToMeasure(
        control,
        np.ones(len(control), dtype=bool),
        season,
        1.0,
        measured.to_measure.level_centre,
    )
    declared = tuple(
        CandidateSet(effect.candidate_set.columns[:, :1], np.zeros(1))
        for effect in measured.effects
    )
    count = len(declared)
    asked = Interventions(declared, np.zeros(count), np.full(count, _WIDE**2))
    mixture = measure_jointly(series, asked, averaging=False).posterior.mixture
    return float(mixture.mean[k] / np.sqrt(mixture.covariance[k, k]))
