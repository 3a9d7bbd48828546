"""One metric's change between two spans: trend, season, controls, each decision, unexplained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.impact.models.regression_design import Part
from levier.impact.models.robust_cleaning import smoothing_errors
from levier.valuation.reconciliation import decompose_change
from levier.workspace.measurement.calendar_index import as_date, day_number
from levier.workspace.measurement.intervals import interval
from levier.workspace.results import Parts, Reconciliation, Span

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.measurement.joint_metric import MeasuredMetric

Array = NDArray[np.float64]

_YEAR_DAYS = 364


@dataclass(frozen=True, slots=True)
class Spans:
    """The two stretches of time to compare, both ends included; None for the default."""

    before: tuple[date, date] | None = None
    after: tuple[date, date] | None = None


def reconcile(measured: MeasuredMetric, spans: Spans) -> Reconciliation | None:
    """Reconcile one metric; None when a span holds no observation.

    By default the last year is compared with the year before it, or the second half of a
    shorter series with its first.
    """
    index = measured.series.index
    known = np.isfinite(measured.series.values)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = measured.scale.link.forward(np.where(known, measured.series.values, 1.0))
    known &= np.isfinite(scores)  # a zero of an outage has no logarithm
    before_days, after_days = _spans(measured, spans)
    before = _inside(index.first_days, before_days) & known
    after = _inside(index.first_days, after_days) & known
    if not before.any() or not after.any():
        return None
    labels, paths = _paths(measured)
    scores = np.where(known, scores, measured.scores)
    unexplained = scores - paths.sum(axis=0)
    change = decompose_change(
        np.where(known, measured.series.values, measured.scale.link.inverse(scores)),
        scores,
        np.vstack([paths, unexplained]),
        np.flatnonzero(before),
        np.flatnonzero(after),
    )
    parts = dict(zip([*labels, "unexplained"], change.parts.tolist(), strict=True))
    decisions = {
        effect.decision.id: parts[f"decision {effect.decision.id}"] for effect in measured.effects
    }
    return Reconciliation(
        metric=measured.series.metric.id,
        before=Span(as_date(before_days[0]), as_date(before_days[1]), change.before),
        after=Span(as_date(after_days[0]), as_date(after_days[1]), change.after),
        observed_change=change.after - change.before,
        parts=Parts(
            trend=parts["trend"],
            season=parts["season"],
            controls=parts["controls"],
            decisions=decisions,
            unexplained=parts["unexplained"],
        ),
        decision_ranges={
            effect.decision.id: interval(_rescaled(measured, k, decisions[effect.decision.id]))
            for k, effect in enumerate(measured.effects)
        },
    )


def _spans(measured: MeasuredMetric, spans: Spans) -> tuple[tuple[int, int], tuple[int, int]]:
    days = measured.series.index.days
    first, last = int(days[0]), int(days[-1])
    length = min(_YEAR_DAYS, (last - first + 1) // 2)
    after = (last - length + 1, last)
    if spans.after is not None:
        after = (day_number(spans.after[0]), day_number(spans.after[1]))
    before = (after[0] - length, after[0] - 1)
    if spans.before is not None:
        before = (day_number(spans.before[0]), day_number(spans.before[1]))
    return before, after


def _inside(first_days: NDArray[np.int64], span: tuple[int, int]) -> NDArray[np.bool_]:
    return (first_days >= span[0]) & (first_days <= span[1])


def _paths(measured: MeasuredMetric) -> tuple[list[str], Array]:
    """Give the named parts (k, T) of the fitted series on the scale of the analysis."""
    joint = measured.answer
    fit, position = joint.fit, joint.fit.best
    coefficients = fit.coefficients(position)
    count = len(measured.effects)
    coefficients[-count:] = joint.posterior.mixture.mean
    columns = joint.background.columns
    kinds = np.array([part.value for part in joint.background.parts])
    pieces = {
        part.value: columns[:, kinds == part.value] @ coefficients[:-count][kinds == part.value]
        for part in (Part.TREND, Part.SEASON, Part.CONTROLS)
    }
    pieces["trend"] = pieces["trend"] + _level(measured, coefficients)
    labels = list(pieces)
    paths = list(pieces.values())
    for k, effect in enumerate(measured.effects):
        labels.append(f"decision {effect.decision.id}")
        paths.append(_mean_path(measured, k))
    return labels, np.array(paths)


def _level(measured: MeasuredMetric, coefficients: Array) -> Array:
    """Give the wandering level (T,), from zero: the level's share of each innovation, added up."""
    fit, position = measured.answer.fit, measured.answer.fit.best
    smooth = smoothing_errors(fit, position, coefficients)
    ratio = float(fit.nodes.level_ratio[fit.kept[position]])
    return np.concatenate([[0.0], np.cumsum(ratio**2 * smooth.innovations)])


def _mean_path(measured: MeasuredMetric, k: int) -> Array:
    """Give the posterior mean path (T,) of one decision, averaged over starts and shapes."""
    posterior = measured.answer.posterior
    weights = np.bincount(
        posterior.choices[:, k],
        weights=posterior.mixture.weights * posterior.mixture.means[:, k],
        minlength=measured.columns[k].shape[1],
    )
    return np.asarray(measured.columns[k] @ weights)


def _rescaled(measured: MeasuredMetric, k: int, part: float) -> Array:
    """Give draws (d,) of one decision's part: it is proportional to its average effect."""
    mean = float(measured.answer.posterior.mixture.mean[k])
    return measured.draws.shifts[:, k] * (part / mean if mean else 0.0)
