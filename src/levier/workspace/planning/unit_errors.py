"""How well a roll-out by unit would be measured: tried in the past, where nothing happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.measurement.across_units.choosing import across_units
from levier.workspace.measurement.across_units.reached import reached_units
from levier.workspace.measurement.across_units.reading import Method
from levier.workspace.measurement.across_units.unit_panel import unit_panel
from levier.workspace.measurement.calendar_index import as_date
from levier.workspace.measurement.known_causes import not_believed
from levier.workspace.measurement.planned_effects import declared_shape
from levier.workspace.model import Exposure
from levier.workspace.planning.continued import expected_before, shorter
from levier.workspace.planning.error import ErrorAfter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.measurement.across_units.choosing import AcrossUnits
    from levier.workspace.measurement.across_units.unit_panel import UnitPanel
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.planning.asked import Asked

_LEAST_BEFORE = 8
_FIRST_EFFECT = 0.1
_ROUNDS = 2
_LARGEST_IN_FIRST = 8.0


@dataclass(frozen=True, slots=True)
class Order:
    """Which units are reached, and how many periods after the first of them.

    Attributes
    ----------
    units
        (n,) names.
    after
        (n,) periods.
    """

    units: tuple[str, ...]
    after: tuple[int, ...]

    @classmethod
    def at_once(cls, units: Sequence[str]) -> Order:
        """Reach these units together."""
        return cls(tuple(units), (0,) * len(units))


@dataclass(frozen=True, slots=True)
class UnitError:
    """The error of the comparison that would answer, and its method."""

    error: ErrorAfter
    method: Method


def panel_of(asked: Asked) -> UnitPanel | None:
    """Give the past of the metric by unit; None when it is not seen by unit."""
    series = asked.question.series[asked.metric]
    hidden = not_believed(asked.question.workspace.periods, series)
    return unit_panel(series, hidden, told_absolute=asked.told_absolute)


def longest_tried(periods: int) -> int:
    """Give for how many periods of the past a roll-out can be tried: half of it at most."""
    return max(min(periods // 2, periods - _LEAST_BEFORE), 0)


def unit_error(
    asked: Asked, panel: UnitPanel, order: Order, periods: int, *, earlier: bool = False
) -> UnitError | None:
    """Measure an order of units as if it had begun in the past, by the design that would answer.

    It is placed at the end of the past and a little before, with an effect about as large as
    would be seen; what the real past did meanwhile is its noise. None where no comparison
    answers. ``earlier`` places it once, before all of these: to choose by what will not be told.
    """
    first = abs(panel.link.shift_for(_FIRST_EFFECT, panel.level)) or _FIRST_EFFECT
    size = first
    found, past, count = None, panel.scores.shape[1], asked.options.draws
    ends = _usable([past - periods], periods) if earlier else _ends(past, periods, count)
    for _ in range(1 if earlier else _ROUNDS):
        readings = [_reading(asked, panel, order, periods, end, size) for end in ends]
        known = [one for one in readings if one is not None]
        if not known:
            return None
        method = known[0][1]
        found = ErrorAfter.of(periods, [error for error, how in known if how is method])
        seen = found.seen(asked.options.chance)[0]
        size = min(seen, _LARGEST_IN_FIRST * first)
    return None if found is None else UnitError(found, method)


def _ends(past: int, periods: int, count: int) -> list[int]:
    """Place the last period at the end of the past, then earlier by parts of the horizon."""
    ends = [past - (place * periods) // count for place in range(count)]
    return _usable(list(dict.fromkeys(ends)), periods)


def _usable(ends: list[int], periods: int) -> list[int]:
    """Keep the places that leave past enough before."""
    return [end for end in ends if end - periods >= max(_LEAST_BEFORE, periods // 2)]


def _reading(
    asked: Asked, panel: UnitPanel, order: Order, periods: int, end: int, size: float
) -> tuple[tuple[float, float], Method] | None:
    series = shorter(asked.question.series[asked.metric], end)
    start = end - periods
    placed = [
        Exposure(asked.decision.id, unit, as_date(int(series.index.first_days[start + after])))
        for unit, after in zip(order.units, order.after, strict=True)
        if after < periods
    ]
    moved = _planted(asked, panel, series, placed, size)
    across = _across(asked, moved, placed)
    between = across.decisions.get(asked.decision.id)
    if between is None or not between.readings:
        return None
    reading = between.readings[0]
    prior = np.inf
    if reading.method is Method.CONTRASTS and across.contrasts is not None:
        precision = across.contrasts.measured.fit.prior.precision
        prior = float(precision[across.contrasts.decisions.index(asked.decision.id)] ** -0.5)
    return (reading.sd, prior), reading.method


def _planted(
    asked: Asked, panel: UnitPanel, series: MetricSeries, placed: list[Exposure], size: float
) -> MetricSeries:
    """Put the effect into what was observed of the units."""
    table = series.table
    if table is None:
        return series
    units = reached_units(placed, table.names)
    heights = units.heights(declared_shape(asked.shaped), series.index)
    moved = panel.link.inverse(panel.link.forward(table.values) + size * heights)
    return replace(series, table=replace(table, values=moved))


def _across(asked: Asked, series: MetricSeries, placed: list[Exposure]) -> AcrossUnits:
    question, name = asked.question, asked.decision.id
    starts = min(row.starts_on for row in placed)
    decision = replace(asked.decision, starts_on=starts, decided_on=None, ends_on=None, status="")
    others = tuple(row for row in question.workspace.exposures if row.decision != name)
    workspace = replace(
        question.workspace,
        decisions={**question.workspace.decisions, name: decision},
        exposures=(*others, *placed),
    )
    asked_now = replace(
        question, workspace=workspace, series={**question.series, asked.metric: series}
    )
    return across_units(asked_now, series, {**expected_before(asked), name: asked.shaped})
