"""The series as observed and as they would have been: what the charts draw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.contributions import EffectDraws, series_without
from levier.workspace.measurement.calendar_index import as_date
from levier.workspace.results import CounterfactualBand, SeriesView

if TYPE_CHECKING:
    from levier.workspace.measurement.joint_metric import MeasuredMetric
    from levier.workspace.measurement.metric_series import MetricSeries

_DRAWS = 400


def series_view(measured: MeasuredMetric) -> SeriesView:
    """Give one metric's series with the band of what it would have been without each decision."""
    few = EffectDraws(measured.draws.shifts[:_DRAWS], measured.draws.choices[:_DRAWS])
    missing = np.zeros(len(measured.series.index), dtype=bool)
    joint = measured.without_forecasts
    filled = np.flatnonzero([part == "missing" for part in joint.background.parts])
    missing[np.argmax(joint.background.columns[:, filled], axis=0)] = True
    return replace(
        plain_view(measured.series),
        usable=tuple((~missing).tolist()),
        without={
            effect.decision.id: _band(measured, few, k) for k, effect in enumerate(measured.effects)
        },
    )


def plain_view(series: MetricSeries) -> SeriesView:
    """Give a series on which nothing was measured."""
    known = np.isfinite(series.values)
    return SeriesView(
        metric=series.metric.id,
        dates=tuple(as_date(int(day)) for day in series.index.first_days),
        observed=tuple(
            float(value) if ok else None for value, ok in zip(series.values, known, strict=True)
        ),
        usable=tuple(known.tolist()),
        without={},
    )


def _band(measured: MeasuredMetric, draws: EffectDraws, k: int) -> CounterfactualBand:
    first = measured.windows[k].start
    without = series_without(
        measured.scores, measured.scale.link, measured.columns[k], draws, k, first
    )
    p10, p50, p90 = np.quantile(without, [0.1, 0.5, 0.9], axis=0)
    return CounterfactualBand(first, tuple(p10.tolist()), tuple(p50.tolist()), tuple(p90.tolist()))
