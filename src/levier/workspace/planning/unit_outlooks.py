"""Roll-outs by unit: half of them, one, a few, those asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.impact.planning.balanced_groups import balanced_waves
from levier.workspace.measurement.across_units.choosing import across_units
from levier.workspace.measurement.across_units.reached import reached_units
from levier.workspace.measurement.planned_effects import declared_shape
from levier.workspace.model import Grain
from levier.workspace.planning.assumed import Telling
from levier.workspace.planning.continued import expected_before
from levier.workspace.planning.design_outlook import design_outlook, refused
from levier.workspace.planning.horizons import horizons
from levier.workspace.planning.results import PlanDesign, Refusal, UnitsFirst
from levier.workspace.planning.unit_errors import Order, longest_tried, panel_of, unit_error
from levier.workspace.planning.words import both

if TYPE_CHECKING:
    from levier.impact.models.difference_spectrum import Array
    from levier.impact.planning.balanced_groups import Grouping
    from levier.workspace.measurement.across_units.unit_panel import UnitPanel
    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.results import Assumed, DesignOutlook, NoDesign, Seen

FEWEST_UNITS = 3
_USUAL_LOTS = 3
_DEALS_TRIED = 3
_ROUNDING = 1e-9
STRETCH = {Grain.DAY: 28, Grain.WEEK: 4, Grain.MONTH: 2, Grain.QUARTER: 1, Grain.YEAR: 1}
_REFERENCE = {Grain.DAY: 91, Grain.WEEK: 13, Grain.MONTH: 6, Grain.QUARTER: 4, Grain.YEAR: 3}


@dataclass(frozen=True, slots=True)
class Deal:
    """Units by name, wave after wave, and how well the groups were balanced."""

    waves: tuple[tuple[str, ...], ...]
    grouping: Grouping

    def order(self, every: int) -> Order:
        """Say when each is reached, with ``every`` periods from one wave to the next."""
        return Order(
            tuple(unit for names in self.waves for unit in names),
            tuple(every * wave for wave, names in enumerate(self.waves) for _ in names),
        )


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """A metric by unit and all that its plans share.

    Attributes
    ----------
    asked, assumed, panel
        The metric, the effect, the past.
    quiet
        (N, T) the past less what earlier decisions did to some units.
    telling
        How errors are told.
    """

    asked: Asked
    assumed: Assumed
    panel: UnitPanel
    quiet: Array
    telling: Telling

    @property
    def reference(self) -> int:
        """How many periods groups are compared over: about a quarter, as the past allows."""
        grain = self.panel.metric.grain
        return min(_REFERENCE[grain], longest_tried(self.quiet.shape[1]))

    @property
    def stretch(self) -> int:
        """Periods averaged over when groups are balanced."""
        return STRETCH[self.panel.metric.grain]

    def lot(self, *purpose: int) -> np.random.Generator:
        """Give the generator of one lot."""
        seed = self.asked.options.seed
        return np.random.default_rng([seed, *purpose, *self.asked.metric.encode()])

    def dealt(self, sizes: tuple[int, ...], members: tuple[int, ...]) -> tuple[Deal, ...]:
        """Deal some units into waves, in a few well balanced ways."""
        generator = self.lot(*sizes)
        names = np.array(self.panel.names)[list(members)]
        groupings = balanced_waves(
            self.quiet[list(members)], sizes, self.stretch, generator, _DEALS_TRIED
        )
        return tuple(
            Deal(tuple(tuple(names[one.wave == wave].tolist()) for wave in range(len(sizes))), one)
            for one in groupings
        )

    def best(self, sizes: tuple[int, ...], members: tuple[int, ...], every: int = 0) -> Deal:
        """Give the deal that would have shown the smallest effect in the earlier past.

        It is chosen there so that what it is then said to show has no luck of the choice in it.
        """
        deals = self.dealt(sizes, members)
        periods = len(sizes) * every or self.reference
        found = [
            unit_error(self.asked, self.panel, one.order(every), periods, earlier=True)
            for one in deals
        ]
        errors = [math.inf if one is None else one.error.middle[0] for one in found]
        return deals[int(np.argmin(errors))]

    def seen(self, order: Order, periods: int) -> tuple[Seen, str] | None:
        """Give the smallest effect that an order of units shows, and the method that sees it."""
        found = unit_error(self.asked, self.panel, order, periods)
        return None if found is None else (self.telling.seen(found.error), found.method.value)


def units_asked(asked: Asked, assumed: Assumed) -> UnitsAsked | NoDesign:
    """Put the metric by unit in order, or say why units cannot be compared."""
    series = asked.question.series.get(asked.metric)
    panel = None if series is None else panel_of(asked)
    if panel is None:
        return refused(PlanDesign.HALF, Refusal.NO_UNITS)
    if len(panel.names) < FEWEST_UNITS:
        return refused(PlanDesign.HALF, Refusal.TOO_FEW_UNITS, count=len(panel.names))
    if not horizons(panel.metric.grain, longest_tried(panel.scores.shape[1])):
        return refused(PlanDesign.HALF, Refusal.TOO_SHORT)
    require_known_units(asked, panel)
    telling = Telling(panel.scale, assumed, asked.options.chance, panel.metric.direction)
    if not telling.possible:
        return refused(PlanDesign.HALF, Refusal.ABOUT_ZERO)
    if np.ptp(panel.scores - panel.scores.mean(axis=0), axis=1).max() < _ROUNDING:
        return refused(PlanDesign.HALF, Refusal.CONSTANT)
    return UnitsAsked(asked, assumed, panel, _quiet(asked, panel), telling)


def require_known_units(asked: Asked, panel: UnitPanel) -> None:
    """Refuse a unit that the metric does not have.

    Raises
    ------
    InvalidArgument
        Naming it, and those there are.
    """
    unknown = [unit for unit in asked.options.units or () if unit not in panel.names]
    if unknown:
        raise InvalidArgument(
            f"{asked.metric} has no unit {unknown[0]!r}; expected one of {', '.join(panel.names)}"
        )
    if asked.options.units and len(set(asked.options.units)) >= len(panel.names):
        raise InvalidArgument(
            f"{asked.metric} has no other unit than those given: leave one to compare with"
        )


def one_group(units: UnitsAsked) -> tuple[DesignOutlook, ...]:
    """Say what half of the units and one unit would show, or those asked for."""
    asked = units.asked
    if asked.options.units:
        groups = {PlanDesign.FEW_UNITS: asked.options.units}
    else:
        count = len(units.panel.names)
        groups = {PlanDesign.HALF: _chosen(units, count // 2).waves[0]}
        if count > FEWEST_UNITS:
            groups[PlanDesign.ONE_UNIT] = _chosen(units, 1).waves[0]
    found = (_group_outlook(units, design, names) for design, names in groups.items())
    return tuple(one for one in found if one is not None)


def units_first(units: UnitsAsked) -> tuple[UnitsFirst, ...]:
    """Say which units to reach first, for each number of them."""
    count = len(units.panel.names)
    sizes = sorted({1, 2, max(count // 4, 1), count // 2} & set(range(1, count // 2 + 1)))
    if units.asked.options.units:
        return ()
    found = (_first(units, size) for size in sizes)
    return tuple(one for one in found if one is not None)


def _first(units: UnitsAsked, size: int) -> UnitsFirst | None:
    deal = _chosen(units, size)
    seen = units.seen(deal.order(0), units.reference)
    if seen is None:
        return None
    return UnitsFirst(
        units=deal.waves[0],
        seen=seen[0],
        usual=_usual(units, size) if size == len(units.panel.names) // 2 else None,
        drift=deal.grouping.drift,
        usual_drift=deal.grouping.usual_drift,
        tried=deal.grouping.tried,
        method=seen[1],
    )


def _chosen(units: UnitsAsked, size: int) -> Deal:
    return units.best((size,), tuple(range(len(units.panel.names))))


def _usual(units: UnitsAsked, size: int) -> Seen | None:
    """Give the median of what as many units drawn by lot would show."""
    lot, names = units.lot(size, 1), np.array(units.panel.names)
    draws = (lot.choice(names, size, replace=False).tolist() for _ in range(_USUAL_LOTS))
    found = (units.seen(Order.at_once(one), units.reference) for one in draws)
    known = sorted(
        (one[0] for one in found if one is not None and one[0].effect is not None),
        key=lambda one: one.effect or 0.0,
    )
    return known[len(known) // 2] if known else None


def _group_outlook(
    units: UnitsAsked, design: PlanDesign, names: tuple[str, ...]
) -> DesignOutlook | None:
    after = horizons(units.panel.metric.grain, longest_tried(units.quiet.shape[1]))
    found = [units.seen(Order.at_once(names), periods) for periods in after]
    known = [one for one in found if one is not None]
    if not known:
        return None
    rows = tuple(seen for seen, _ in known)
    return design_outlook(
        units.asked, design, known[-1][1], rows, units.assumed, unit_assumptions(units.asked)
    )


def unit_assumptions(asked: Asked) -> tuple[dict[str, str], ...]:
    """Say what a comparison between units rests on."""
    return (
        both("assumes.placements", count=asked.options.draws),
        both("assumes.units_alike"),
        both("assumes.no_contagion"),
    )


def _quiet(asked: Asked, panel: UnitPanel) -> Array:
    """Take out of the past what earlier decisions are found to have done to some units."""
    series, expected = asked.question.series[asked.metric], expected_before(asked)
    quiet = panel.scores.copy()
    across = across_units(asked.question, series, expected)
    for decision, between in across.decisions.items():
        if between.readings:
            rows = [one for one in asked.question.workspace.exposures if one.decision == decision]
            reached = reached_units(rows, panel.names)
            heights = reached.heights(declared_shape(expected[decision]), panel.index)
            quiet -= between.readings[0].mean * heights
    return quiet
