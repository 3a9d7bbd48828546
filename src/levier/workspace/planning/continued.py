"""A metric's series with a future drawn from its past: what ``levier measure`` could find later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.noise_lattice_fit import fit_noise_lattice
from levier.impact.models.regression_design import fill, joint_prior, with_missing
from levier.impact.models.robust_cleaning import clean
from levier.impact.planning.continuation import continue_noise
from levier.workspace.measurement.found import Found
from levier.workspace.measurement.known_causes import known_causes, not_believed
from levier.workspace.measurement.level_centres import LEVEL_CENTRES
from levier.workspace.measurement.metric_scale import MetricScale, metric_scale
from levier.workspace.measurement.metric_series import UnitTable
from levier.workspace.measurement.planning import plan_metric
from levier.workspace.measurement.reasons import Reason
from levier.workspace.planning.horizons import cut, extended

if TYPE_CHECKING:
    from levier.impact.models.difference_spectrum import Array
    from levier.impact.models.noise_lattice_fit import NoiseLatticeFit
    from levier.workspace.measurement.metric_plan import MetricPlan
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.question import Question
    from levier.workspace.model import Expectation
    from levier.workspace.planning.asked import Asked


@dataclass(frozen=True, slots=True)
class ContinuedMetric:
    """All that is needed to draw futures of one metric.

    Attributes
    ----------
    question
        With every series as long as the longest future; controls go on as the mirror of their
        past.
    series
        The metric, its future still to be drawn.
    past
        T, periods observed.
    scale
        How it is analysed.
    explained
        (T + H,) what seasons, controls and earlier decisions make of it.
    residual
        (T,) the rest, on the scale of the analysis.
    fit
        The noise models of that rest.
    """

    question: Question
    series: MetricSeries
    past: int
    scale: MetricScale
    explained: Array
    residual: Array
    fit: NoiseLatticeFit

    def draw(self, generator: np.random.Generator) -> MetricSeries:
        """Draw one future."""
        further = len(self.series.values) - self.past
        noise = continue_noise(self.fit, self.residual, further, generator)
        future = self.scale.link.inverse(self.explained[self.past :] + noise)
        values = np.concatenate([self.series.values[: self.past], future])
        return replace(self.series, values=values)


def continue_metric(asked: Asked, further: int) -> ContinuedMetric | Reason:
    """Fit the past of a metric, earlier decisions included, or say why that cannot be."""
    series = asked.question.series.get(asked.metric)
    if series is None:
        return Reason.NO_DATA
    question = _longer(asked.question, asked.metric, further)
    long, past = question.series[asked.metric], len(series.values)
    believed = np.isfinite(series.values) & ~not_believed(question.workspace.periods, series)
    scale = metric_scale(series, believed, told_absolute=asked.told_absolute)
    if isinstance(scale, Reason):
        return scale
    plan = plan_metric(question, asked.metric, expected_before(asked), Found())
    return _fitted(question, long, past, believed, plan, scale if plan is None else plan.scale)


def expected_before(asked: Asked) -> dict[str, tuple[Expectation, ...]]:
    """List what other decisions were expected to do to the metric."""
    wanted = asked.question.wanted().get(asked.metric, {})
    return {name: rows for name, rows in wanted.items() if name != asked.decision.id}


def shorter(series: MetricSeries, periods: int) -> MetricSeries:
    """Keep the first ``periods`` periods of a series."""
    weights = None if series.weights is None else series.weights[:periods]
    return replace(
        series,
        index=cut(series.index, periods),
        values=series.values[:periods],
        weights=weights,
        units={unit: size[:periods] for unit, size in series.units.items()},
        table=None if series.table is None else _shorter_table(series.table, periods),
    )


def _shorter_table(table: UnitTable, periods: int) -> UnitTable:
    weights = None if table.weights is None else table.weights[:, :periods]
    return UnitTable(table.names, table.values[:, :periods], weights)


def _fitted(
    question: Question,
    series: MetricSeries,
    past: int,
    believed: np.ndarray,
    plan: MetricPlan | None,
    scale: MetricScale,
) -> ContinuedMetric:
    known = known_causes(question.workspace, series, question.series, scale.spread)
    effects = () if plan is None else plan.effects
    columns = [known.columns, *(one.candidate_set.columns[:, :1] for one in effects)]
    design = np.hstack(columns)
    usable = replace(known, columns=known.columns[:past])
    gaps = with_missing(usable, believed, scale.spread)
    missing = gaps.columns[:, known.columns.shape[1] :]
    target = np.zeros(past)
    target[believed] = scale.link.forward(series.values[:past][believed])
    filled = fill(target, believed)
    wide = np.full(len(effects), scale.wide().variance)
    prior = joint_prior(gaps, np.zeros(len(effects)), wide)
    rows = np.hstack([gaps.columns, design[:past, known.columns.shape[1] :]])
    centre = LEVEL_CENTRES[series.metric.grain]
    fit = fit_noise_lattice(rows, filled, prior, centre)
    cleaned = clean(fit, filled)
    fit = fit_noise_lattice(rows, cleaned, prior, centre)
    found = fit.coefficients(fit.best)
    kept = np.delete(found, np.s_[known.columns.shape[1] : len(gaps.parts)])
    gap = missing @ found[known.columns.shape[1] : len(gaps.parts)]
    explained = design @ kept
    residual = cleaned - gap - explained[:past]
    return ContinuedMetric(question, series, past, scale, explained, residual, fit)


def _longer(question: Question, metric: str, further: int) -> Question:
    """Give every metric of this one's grain ``further`` periods more, mirrored from its past."""
    controls = question.workspace.metrics[metric].controls
    wanted = {metric, *controls}
    days = question.series[metric].index.days
    last = extended(question.series[metric].index, further).days[-1]
    longer = dict(question.series)
    for name in wanted & set(question.series):
        series = question.series[name]
        more = further if name == metric else _periods_until(series, int(last - days[-1]))
        longer[name] = _mirrored(series, more)
    return replace(question, series=longer)


def _periods_until(series: MetricSeries, days: int) -> int:
    usual = (series.index.days[-1] - series.index.days[0] + 1) / len(series.index)
    return max(int(np.ceil(days / usual)), 1)


def _mirrored(series: MetricSeries, further: int) -> MetricSeries:
    turn = np.pad(np.arange(len(series.values)), (0, further), mode="symmetric")
    weights = None if series.weights is None else series.weights[turn]
    return replace(
        series,
        index=extended(series.index, further),
        values=series.values[turn],
        weights=weights,
        units={unit: size[turn] for unit, size in series.units.items()},
        table=None,
    )
