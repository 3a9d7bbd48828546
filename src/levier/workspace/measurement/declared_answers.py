"""What people declare without measuring: kept apart, graded E, in no total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.measurement.answered import Answer, MoneyDraws, value_draws
from levier.workspace.measurement.calendar_index import day_number
from levier.workspace.measurement.effect_priors import pooled_forecast
from levier.workspace.measurement.grading import share_in_direction
from levier.workspace.measurement.intervals import interval
from levier.workspace.measurement.metric_scale import MetricScale
from levier.workspace.measurement.planned_effects import applied
from levier.workspace.measurement.reasons import Reason, in_both
from levier.workspace.results import (
    Design,
    Diagnostics,
    Effect,
    Grade,
    ScaledInterval,
    Verdict,
    Window,
)

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.question import MeasureOptions
    from levier.workspace.model import Decision, Expectation

_QUANTILES = (0.1, 0.5, 0.9, 0.025, 0.975)


def declared_answer(
    series: MetricSeries,
    scale: MetricScale,
    decision: Decision,
    expectations: tuple[Expectation, ...],
    as_of: date,
    options: MeasureOptions,
) -> Answer | Reason:
    """Report a declared effect at face value, or say why there is none."""
    forecast = pooled_forecast(expectations, scale, 1.0)
    if not applied(decision):
        return Reason.NOT_APPLIED
    if decision.starts_on > as_of:
        return Reason.NOT_STARTED
    if forecast is None:
        return Reason.NOTHING_DECLARED
    generator = np.random.default_rng([options.seed, 3, *decision.id.encode()])
    declared = np.array([forecast.quantile(u) for u in generator.uniform(size=512)])
    declared = np.resize(declared, options.draws)
    first = series.index.period_at(day_number(decision.starts_on))
    last = len(series.index) - 1
    if decision.ends_on is not None:
        last = min(last, series.index.period_at(day_number(decision.ends_on)))
    weights = np.ones(len(series.index)) if series.weights is None else series.weights
    per_unit = scale.level if scale.is_relative else 1.0
    total = declared * per_unit * float(weights[first : last + 1].sum())
    value = value_draws(series.metric, options.seed, options.draws)
    money = None if value is None else total * value
    p10, p50, p90, low, high = (forecast.quantile(level) for level in _QUANTILES)
    effect = Effect(
        decision=decision.id,
        metric=series.metric.id,
        arm=None,
        design=Design.DECLARED,
        grade=Grade.E,
        verdict=Verdict.NOT_PROVEN,
        effect=ScaledInterval(
            "relative" if scale.is_relative else "absolute", p10, p50, p90, low, high
        ),
        without_forecast=None,
        average=interval(total / (last + 1 - first)),
        cumulative=interval(total),
        money=None if money is None else interval(money),
        projection=None,
        in_total=False,
        probability_right_direction=share_in_direction(
            series.metric.direction, float(np.mean(declared > 0))
        ),
        window=Window(decision.starts_on, series.index.last_day_of(last), last + 1 - first),
        forecast=None,
        settling=None,
        diagnostics=Diagnostics(notes=(in_both("notes.design_declared"),)),
    )
    return Answer(effect, None if money is None else MoneyDraws.plain(money))
