"""What each decision could have done to one series: when, on which part of it, in what shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.models.candidate_averaging import CandidateSet
from levier.impact.models.candidates import Candidate, candidate_set, possible_candidates
from levier.impact.models.effect_shapes import (
    DEFAULT_HALF_LIFE_DAYS,
    DEFAULT_RAMP_DAYS,
    EffectShape,
    Reach,
    ShapeName,
    daily_path,
    period_means,
)
from levier.workspace.measurement.calendar_index import PeriodIndex, as_date, day_number
from levier.workspace.measurement.reasons import Reason
from levier.workspace.model import Grain, Shape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.model import Decision, Expectation, Exposure, Workspace

_HALF_LIVES_MEASURED = 5
_LEAST_BEFORE = 8
_LEAST_AFTER = 2
_NOT_APPLIED = {
    "rejected", "refused", "cancelled", "canceled", "declined",
    "rejetée", "refusée", "annulée", "rejeté", "refusé", "annulé",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedEffect:
    """One decision on one series.

    Attributes
    ----------
    decision, expectations
        The decision and what was expected of it here (one row per author).
    shape
        As declared.
    start
        First day on which any unit was reached.
    window
        Periods measured.
    candidates
        What is held possible, the declared first.
    candidate_set
        Their columns, averaging one over the window.
    dilution
        Mean height of the declared path over the window: the full effect times this is the
        average effect.
    last_height
        Height of the declared path at the end of the series, over its mean.
    year_after
        Mean height of the declared path over the year after the series, over its mean within
        the window: what is left of the average effect if it persists as declared.
    """

    decision: Decision
    expectations: tuple[Expectation, ...]
    shape: EffectShape
    start: int
    window: slice
    candidates: tuple[Candidate, ...]
    candidate_set: CandidateSet
    dilution: float
    last_height: float
    year_after: float

    @property
    def periods(self) -> int:
        """Number of periods measured."""
        return int(self.window.stop - self.window.start)


def applied(decision: Decision) -> bool:
    """Tell whether the decision was put in force, as far as its status says."""
    return decision.status.strip().lower() not in _NOT_APPLIED


@dataclass(frozen=True, slots=True)
class Acting:
    """When and on which part of a metric a decision acted.

    Attributes
    ----------
    reaches
        The parts reached, each with its days.
    shape
        As declared.
    start
        First day on which any unit was reached.
    window
        Periods from then to the end of the effect, or of the series.
    """

    reaches: tuple[Reach, ...]
    shape: EffectShape
    start: int
    window: slice


def acting(
    workspace: Workspace,
    series: MetricSeries,
    decision: Decision,
    expectations: tuple[Expectation, ...],
    panel: MetricSeries | None,
) -> Acting | Reason:
    """Say when ``decision`` could have moved ``series``, or why it has not.

    ``panel`` tells which part each unit makes: the metric itself, or another seen by unit.
    """
    exposures = [row for row in workspace.exposures if row.decision == decision.id]
    reaches = _reaches(decision, exposures, _unit_shares(panel, exposures))
    if not reaches:
        return Reason.NO_UNIT_REACHED
    shape = declared_shape(expectations)
    start = min(reach.starts for reach in reaches)
    if not applied(decision):
        return Reason.NOT_APPLIED
    if start > series.index.days[-1]:
        return Reason.NOT_STARTED
    return Acting(reaches, shape, start, reached_window(series.index, reaches, shape))


def plan_effect(
    workspace: Workspace,
    series: MetricSeries,
    decision: Decision,
    expectations: tuple[Expectation, ...],
    panel: MetricSeries | None,
) -> PlannedEffect | Reason:
    """Say how ``decision`` could have moved ``series``, or why that cannot be measured.

    ``panel`` tells which part each unit makes: the metric itself, or another seen by unit.
    """
    acted = acting(workspace, series, decision, expectations, panel)
    if isinstance(acted, Reason):
        return acted
    window = acted.window
    reason = _too_short(series, window)
    if reason is not None:
        return reason
    candidates = declared_candidates(workspace, series.index, acted.start, expectations)
    paths = np.column_stack(
        [_path(candidate, acted.reaches, series.index) for candidate in candidates]
    )
    weights = np.array([candidate.weight for candidate in candidates])
    dilution = float(paths[window, 0].mean())
    if dilution <= 0:
        return Reason.TOO_SHORT_AFTER
    return PlannedEffect(
        decision,
        expectations,
        acted.shape,
        acted.start,
        window,
        candidates,
        candidate_set(paths, weights, window),
        dilution,
        float(paths[-1, 0]) / dilution,
        _mean_next_year(acted.shape, acted.reaches, int(series.index.days[-1])) / dilution,
    )


def _mean_next_year(shape: EffectShape, reaches: tuple[Reach, ...], last_day: int) -> float:
    return float(daily_path(shape, reaches, np.arange(last_day + 1, last_day + 366)).mean())


def _unit_shares(panel: MetricSeries | None, exposures: list[Exposure]) -> Mapping[str, float]:
    if panel is None or not exposures:
        return {}
    return panel.unit_shares(min(day_number(row.starts_on) for row in exposures))


def declared_candidates(
    workspace: Workspace, index: PeriodIndex, start: int, expectations: tuple[Expectation, ...]
) -> tuple[Candidate, ...]:
    """List the shapes and starts held possible, the declared ones first."""
    uncertainty = round(workspace.measurement.date_uncertainty_days)
    if index.grain not in (Grain.DAY, Grain.WEEK):
        uncertainty = 0
    length = int(index.days[-1]) - start + 1
    return possible_candidates(declared_shape(expectations), length, uncertainty)


def declared_shape(expectations: tuple[Expectation, ...]) -> EffectShape:
    """Give the shape of the first row that tells one; a step otherwise."""
    declared = next((row for row in expectations if row.shape is not None), None)
    if declared is None or declared.shape is Shape.STEP:
        return EffectShape(ShapeName.STEP)
    if declared.shape is Shape.RAMP:
        return EffectShape(ShapeName.RAMP, declared.ramp_days or DEFAULT_RAMP_DAYS)
    return EffectShape(ShapeName.PULSE, declared.half_life_days or DEFAULT_HALF_LIFE_DAYS)


def _reaches(
    decision: Decision, exposures: list[Exposure], unit_shares: Mapping[str, float]
) -> tuple[Reach, ...]:
    if not exposures:
        ends = None if decision.ends_on is None else day_number(decision.ends_on)
        return (Reach(1.0, day_number(decision.starts_on), ends),)
    equal = 1 / len({row.unit for row in exposures})
    return tuple(
        Reach(
            row.share * (unit_shares.get(row.unit, 0.0) if unit_shares else equal),
            day_number(row.starts_on),
            None if row.ends_on is None else day_number(row.ends_on),
        )
        for row in exposures
        if not unit_shares or unit_shares.get(row.unit, 0.0) > 0
    )


def _path(
    candidate: Candidate, reaches: tuple[Reach, ...], index: PeriodIndex
) -> NDArray[np.float64]:
    daily = daily_path(candidate.shape, reaches, index.days, candidate.shift)
    return period_means(daily, index.first_days, index.days)


def reached_window(index: PeriodIndex, reaches: tuple[Reach, ...], shape: EffectShape) -> slice:
    """Give the periods from the first unit reached to the last left, or to the end of a pulse."""
    start, last = min(reach.starts for reach in reaches), int(index.days[-1])
    ends = [last if reach.ends is None else reach.ends for reach in reaches]
    if shape.name is ShapeName.PULSE:
        latest = max(reach.starts for reach in reaches)
        ends.append(latest + int(_HALF_LIVES_MEASURED * shape.days))
        last = min(last, ends[-1])
    final = min(last, max(ends))
    return slice(index.period_at(start), index.period_at(final) + 1)


def _too_short(series: MetricSeries, window: slice) -> Reason | None:
    known = np.isfinite(series.values)
    if known[: window.start].sum() < _LEAST_BEFORE:
        return Reason.TOO_SHORT_BEFORE
    if known[window].sum() < _LEAST_AFTER:
        return Reason.TOO_SHORT_AFTER
    return None


def window_dates(index: PeriodIndex, planned: PlannedEffect) -> tuple[date, date]:
    """Give the first and last day measured."""
    first = max(planned.start, int(index.first_days[planned.window.start]))
    return as_date(first), index.last_day_of(planned.window.stop - 1)
