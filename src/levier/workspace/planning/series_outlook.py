"""Everyone at once, measured on the series of the whole metric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.workspace.measurement.reasons import Reason
from levier.workspace.planning.assumed import Telling
from levier.workspace.planning.continued import continue_metric
from levier.workspace.planning.design_outlook import design_outlook, refused
from levier.workspace.planning.horizons import horizons
from levier.workspace.planning.results import NoDesign, PlanDesign, Refusal
from levier.workspace.planning.series_errors import series_errors
from levier.workspace.planning.words import both

if TYPE_CHECKING:
    from levier.workspace.planning.asked import Asked
    from levier.workspace.planning.results import Assumed, DesignOutlook, Seen

_REFUSALS = {
    Reason.NO_DATA: Refusal.NO_DATA,
    Reason.TOO_SPARSE: Refusal.TOO_SPARSE,
    Reason.CONSTANT: Refusal.CONSTANT,
}
SERIES = "series"


@dataclass(frozen=True, slots=True)
class SeriesOutlook:
    """What the series would see, and what it would have seen at other times asked for."""

    outlook: DesignOutlook
    also: dict[int, Seen]


def series_outlook(
    asked: Asked, assumed: Assumed, also: tuple[int, ...] = ()
) -> SeriesOutlook | NoDesign:
    """Say what the series would see after more and more periods."""
    series = asked.question.series.get(asked.metric)
    if series is None:
        return refused(PlanDesign.SERIES, Refusal.NO_DATA)
    after = horizons(series.metric.grain, len(series.values))
    if not after:
        return refused(PlanDesign.SERIES, Refusal.TOO_SHORT)
    continued = continue_metric(asked, max(*after, *also, 0))
    if isinstance(continued, Reason):
        return refused(PlanDesign.SERIES, _REFUSALS.get(continued, Refusal.TOO_SHORT))
    telling = Telling(continued.scale, assumed, asked.options.chance, series.metric.direction)
    if not telling.possible:
        return refused(PlanDesign.SERIES, Refusal.ABOUT_ZERO)
    errors = series_errors(asked, continued, sorted({*after, *also}))
    seen = {error.periods: telling.seen(error) for error in errors}
    rows = tuple(one for periods, one in seen.items() if periods in after)
    if not rows:
        return refused(PlanDesign.SERIES, Refusal.TOO_SHORT)
    assumptions = (
        both("assumes.futures", draws=asked.options.draws),
        both("assumes.nothing_else"),
        both("assumes.shape"),
    )
    outlook = design_outlook(asked, PlanDesign.SERIES, SERIES, rows, assumed, assumptions)
    return SeriesOutlook(outlook, seen)
