"""Every reading of the decisions on one metric between units, and the strongest of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.contrasts_between_units import UnitPaths
from levier.workspace.measurement.across_units.comparable import comparable
from levier.workspace.measurement.across_units.contrast_reading import (
    JointContrasts,
    joint_contrasts,
)
from levier.workspace.measurement.across_units.donor_reading import donor_reading
from levier.workspace.measurement.across_units.group_time_reading import (
    dealt_reading,
    group_time_reading,
)
from levier.workspace.measurement.across_units.reached import reached_units
from levier.workspace.measurement.across_units.reached_effect import ReachedEffect
from levier.workspace.measurement.across_units.reading import (
    Method,
    NoReading,
    UnitReading,
    said,
)
from levier.workspace.measurement.across_units.unit_panel import UnitPanel, unit_panel
from levier.workspace.measurement.known_causes import not_believed
from levier.workspace.measurement.level_centres import LEVEL_CENTRES
from levier.workspace.measurement.planned_effects import (
    applied,
    declared_candidates,
    declared_shape,
    reached_window,
)
from levier.workspace.model import DesignChoice, EffectScale
from levier.workspace.results import Design

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace.measurement.across_units.comparable import Comparable
    from levier.workspace.measurement.across_units.reached import ReachedUnits
    from levier.workspace.measurement.metric_series import MetricSeries
    from levier.workspace.measurement.question import Question
    from levier.workspace.model import Expectation
    from levier.workspace.results import Check

    Expected = Mapping[str, tuple[Expectation, ...]]

_MOST_BY_DONORS = 10


@dataclass(frozen=True, slots=True)
class DecisionAcrossUnits:
    """One decision on the units of a metric.

    Attributes
    ----------
    effect
        The cells reached over the window.
    window
        Periods from the first exposure on.
    readings
        Strongest first; empty when no design answers.
    refusals
        The designs that do not, with why.
    """

    effect: ReachedEffect
    window: slice
    readings: tuple[UnitReading, ...]
    refusals: tuple[NoReading, ...]

    def stronger_than(self, reading: UnitReading) -> NoReading | None:
        """Give why the design that would have come first does not answer; None when it does."""
        answered = any(one.method is Method.GROUP_TIME for one in (reading, *self.readings))
        return None if answered or not self.refusals else self.refusals[0]

    def by(self, design: Design) -> UnitReading | None:
        """Give the strongest reading of one design."""
        return next((one for one in self.readings if one.design is design), None)


@dataclass(frozen=True, slots=True)
class AcrossUnits:
    """All the decisions of one metric that reached some of its units.

    Attributes
    ----------
    panel
        The metric by unit; None when it is not seen by unit.
    decisions
        By id.
    contrasts
        The joint answer on the differences between units, where there is one.
    """

    panel: UnitPanel | None = None
    decisions: Mapping[str, DecisionAcrossUnits] = field(default_factory=dict)
    contrasts: JointContrasts | None = None


def across_units(question: Question, series: MetricSeries, expected: Expected) -> AcrossUnits:
    """Read every decision that reached some units of a metric, by every design that can."""
    workspace = question.workspace
    told = {row.scale for rows in expected.values() for row in rows if told_scale(row)}
    panel = unit_panel(
        series,
        not_believed(workspace.periods, series),
        told_absolute=told == {EffectScale.ABSOLUTE},
    )
    if panel is None or panel.all_alike:
        return AcrossUnits()
    reached = {
        decision: units
        for decision in expected
        if (units := _reached(question, panel, decision)) is not None
    }
    if not reached:
        return AcrossUnits(panel)
    every = {
        name: _paths(question, panel, units, expected[name]) for name, units in reached.items()
    }
    shaped = {name: paths for name, paths in every.items() if paths is not None}
    contrasts = joint_contrasts(panel, shaped, LEVEL_CENTRES[series.metric.grain])
    return AcrossUnits(
        panel,
        {
            name: _read(question, panel, name, reached, shaped[name], expected[name], contrasts)
            for name in shaped
        },
        contrasts,
    )


def told_scale(row: Expectation) -> bool:
    """Tell whether a row says in which unit the effect is told."""
    return row.mid is not None or row.scale is EffectScale.ABSOLUTE


def _reached(question: Question, panel: UnitPanel, decision: str) -> ReachedUnits | None:
    rows = [row for row in question.workspace.exposures if row.decision == decision]
    if not rows or not applied(question.workspace.decisions[decision]):
        return None
    units = reached_units(rows, panel.names)
    started = units.periods(panel.index) < len(panel.index)
    return units if started.any() else None


def _paths(
    question: Question, panel: UnitPanel, units: ReachedUnits, rows: tuple[Expectation, ...]
) -> UnitPaths | None:
    """Give what the decision may have looked like; None when it never acted on what was seen."""
    start = int(units.starts.min())
    candidates = declared_candidates(question.workspace, panel.index, start, rows)
    heights = np.stack(
        [units.heights(one.shape, panel.index, one.shift) for one in candidates], axis=-1
    )
    weights = np.array([one.weight for one in candidates])
    acting = heights.max(axis=(0, 1)) > 0
    if not acting[0]:
        return None
    return UnitPaths(heights[:, :, acting], weights[acting] / weights[acting].sum())


def _read(
    question: Question,
    panel: UnitPanel,
    decision: str,
    reached: Mapping[str, ReachedUnits],
    paths: UnitPaths,
    rows: tuple[Expectation, ...],
    contrasts: JointContrasts | None,
) -> DecisionAcrossUnits:
    own = reached[decision]
    last = reached_window(panel.index, own.reaches(), declared_shape(rows)).stop
    window = slice(int(own.periods(panel.index).min()), last)
    heights = paths.heights[:, :, 0]
    effect = ReachedEffect(
        panel.link,
        panel.values[:, window],
        panel.worth[:, window],
        heights[:, window],
        panel.adds_up,
    )
    others = [(name, one) for name, one in reached.items() if name != decision]
    units = comparable(panel, own, others, window.stop)
    asked = any(row.design is DesignChoice.SYNTHETIC_CONTROL for row in rows)
    found = [
        *_by_cells(question, panel, own, units, heights, asked=asked),
        _by_contrasts(question, panel, decision, own, contrasts),
    ]
    if not any(isinstance(one, UnitReading) for one in found):
        found += _by_deals(question, panel, own, units, heights)
    readings = tuple(one for one in found if isinstance(one, UnitReading))
    return DecisionAcrossUnits(
        effect,
        window,
        tuple(_with_trend(one, readings) for one in readings),
        tuple(one for one in found if isinstance(one, NoReading)),
    )


def _with_trend(reading: UnitReading, readings: tuple[UnitReading, ...]) -> UnitReading:
    """Give a comparison by groups the test of trends of that through time, if it has none.

    With few units for the number of periods before, groups have too many placebos to be tested.
    """
    if reading.method is not Method.GROUP_TIME or _trend_of(reading) is not None:
        return reading
    known = (_trend_of(one) for one in readings if one.method is Method.CONTRASTS)
    borrowed = tuple(check for check in known if check is not None)
    return replace(reading, checks=(*borrowed, *reading.checks))


def _trend_of(reading: UnitReading) -> Check | None:
    return next((check for check in reading.checks if check.name == "pre_trend"), None)


def _by_cells(
    question: Question,
    panel: UnitPanel,
    own: ReachedUnits,
    units: Comparable,
    heights: np.ndarray,
    *,
    asked: bool,
) -> list[UnitReading | NoReading]:
    """Read by the two designs in which a unit, once reached, stays so.

    Synthetic control is for few units, or because it was ``asked`` for.
    """
    reached = units.reached
    why = _not_by_cells(panel, own, units)
    if why is not None:
        return [NoReading(design, why) for design in (Design.ROLLOUT, Design.SYNTHETIC_CONTROL)]
    mean_height = _mean_height(units, heights)
    seed = question.options.seed
    found: list[UnitReading | NoReading] = [group_time_reading(panel, units, mean_height, seed)]
    few = isinstance(found[0], NoReading) and reached.sum() <= _MOST_BY_DONORS
    if few or asked:
        found.append(donor_reading(panel, units, mean_height, seed))
    return found


def _by_deals(
    question: Question,
    panel: UnitPanel,
    own: ReachedUnits,
    units: Comparable,
    heights: np.ndarray,
) -> list[UnitReading | NoReading]:
    """Read few units over few periods, where nothing stronger answers."""
    if _not_by_cells(panel, own, units) is not None:
        return []
    height = _mean_height(units, heights)
    return [dealt_reading(panel, units, height, question.options.seed)]


def _mean_height(units: Comparable, heights: np.ndarray) -> float:
    """Give the mean part of the full effect that acts on the cells reached."""
    cells = units.reached[:, None] & (np.arange(units.end) >= units.first[:, None])
    return float(heights[:, : units.end][cells].mean())


def _not_by_cells(panel: UnitPanel, own: ReachedUnits, units: Comparable) -> dict[str, str] | None:
    reached = units.reached
    if not reached.any():
        return said("all_touched", decisions=", ".join(units.others))
    if not units.compared.any() and units.at_once:
        return said("nobody_to_compare")
    last = (
        int(panel.index.days[-1])
        if units.end == len(panel.index)
        else int(panel.index.first_days[units.end])
    )
    if (own.ends[reached] < last - 1).any():
        return said("taken_back")
    if np.ptp(own.share[reached]) > 0:
        return said("unequal_shares")
    return None


def _by_contrasts(
    question: Question,
    panel: UnitPanel,
    decision: str,
    own: ReachedUnits,
    contrasts: JointContrasts | None,
) -> UnitReading | NoReading:
    if contrasts is None or decision not in contrasts.decisions:
        return NoReading(Design.ROLLOUT, said("no_contrast"))
    mean, sd = contrasts.of(decision)
    reached = int((own.periods(panel.index) < len(panel.index)).sum())
    return UnitReading(
        design=Design.ROLLOUT,
        method=Method.CONTRASTS,
        mean=mean,
        sd=sd,
        reached=reached,
        compared=len(panel.names) - reached,
        left_out=len(panel.often_absent),
        path=(),
        checks=contrasts.checks(decision, question.options.seed),
    )


DESIGNS = {
    DesignChoice.ROLLOUT: Design.ROLLOUT,
    DesignChoice.SYNTHETIC_CONTROL: Design.SYNTHETIC_CONTROL,
}
