"""The periods either side of a decision that are its own: whole, believed, between neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.measurement.calendar_index import day_number
from levier.workspace.measurement.known_causes import declared_for, not_believed, touched_by
from levier.workspace.measurement.masked_periods import trigger_length
from levier.workspace.measurement.planned_effects import applied
from levier.workspace.model import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.planned_effects import Acting
    from levier.workspace.measurement.question import Question
    from levier.workspace.model import Decision

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a decision is compared on.

    Attributes
    ----------
    before, after
        (T,) which periods make either side.
    masked
        How many were left out before because they may have triggered the decision.
    neighbours
        The decisions that cut the stretch off.
    """

    before: Mask
    after: Mask
    masked: int
    neighbours: tuple[str, ...]


def stretch(
    question: Question,
    series: MetricSeries,
    decision: Decision,
    acted: Acting,
    on_metric: Iterable[str],
) -> Stretch:
    """Give the periods to compare, between the neighbours among the decisions ``on_metric``.

    The period in which the decision starts belongs to neither side unless it starts with it; what
    a declared outage or event touches is left out, and a change of definition cuts off as a
    neighbour does.
    """
    index, window = series.index, acted.window
    days = _days_of_neighbours(question, decision, on_metric)
    cuts = np.array([*_definitions(question, series), *(d for own in days.values() for d in own)])
    earlier = max((int(day) for day in cuts if day <= acted.start), default=-(10**9))
    later = min((int(day) for day in cuts if day > acted.start), default=10**9)
    ends = np.append(index.first_days[1:], index.days[-1] + 1)
    alone = (index.first_days >= earlier) & (ends <= later)
    usable = alone & np.isfinite(series.values) & ~_disturbed(question, series)
    position = np.arange(len(index))
    first = int(np.searchsorted(index.first_days, _decided(decision, acted.start)))
    masked = trigger_length(question, series, first)
    return Stretch(
        usable & (position < first - masked),
        usable & (index.first_days >= acted.start) & (position < window.stop),
        masked,
        tuple(name for name, own in days.items() if {earlier, later} & set(own)),
    )


def _decided(decision: Decision, start: int) -> int:
    """Give the last first day of a period that may be before: the decision's own period is not."""
    known = start if decision.decided_on is None else day_number(decision.decided_on)
    return min(known, start)


def _disturbed(question: Question, series: MetricSeries) -> Mask:
    periods = question.workspace.periods
    return not_believed(periods, series) | touched_by(PeriodKind.EVENT, periods, series)


def _definitions(question: Question, series: MetricSeries) -> list[int]:
    declared = declared_for(question.workspace.periods, series.metric)
    return [day_number(one.starts_on) for one in declared if one.kind is PeriodKind.DEFINITION]


def _days_of_neighbours(
    question: Question, decision: Decision, on_metric: Iterable[str]
) -> Mapping[str, list[int]]:
    """List, by decision, the days on which it began or ended somewhere."""
    decisions, exposures = question.workspace.decisions, question.workspace.exposures
    found = {}
    for name in on_metric:
        one = decisions[name]
        if name == decision.id or not applied(one):
            continue
        rows = [row for row in exposures if row.decision == name]
        spans = [(row.starts_on, row.ends_on) for row in rows] or [(one.starts_on, one.ends_on)]
        begun = {day_number(first) for first, _ in spans}
        found[name] = sorted(begun | {day_number(last) + 1 for _, last in spans if last})
    return found
