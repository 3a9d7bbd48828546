"""Jumps that look like another definition: no decision, no declared period, no other metric."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.data_finding import DataFinding, FindingKind, Handling
from levier.workspace.data_quality.level_shifts import (
    LevelShift,
    jump_scores,
    level_shift,
    window_of,
)
from levier.workspace.data_quality.told import Dates, as_change, declaration, told
from levier.workspace.measurement.calendar_index import as_date, day_number
from levier.workspace.measurement.masked_periods import DAYS_IN
from levier.workspace.model import BreakHandling, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from levier.workspace.data_quality.levels import Levels
    from levier.workspace.model import Metric, Workspace

SHARED = 2.5
"""A jump of another metric beyond this many times its usual one: it is the business that moved."""


def unexplained_shift(
    workspace: Workspace, metric: Metric, found: Mapping[str, Levels], seams: tuple[date, ...]
) -> DataFinding | None:
    """Find the one jump of a metric that nothing explains.

    Parameters
    ----------
    workspace, metric
        Where decisions and declared periods are looked up.
    found
        The levels of every metric, by id.
    seams
        Days on which publications already showed a change of definition.
    """
    mine = found[metric.id]
    shift = level_shift(mine)
    if shift is None:
        return None
    day = int(mine.index.first_days[shift.place])
    reach = window_of(mine) // mine.cycle * _window_days(mine)
    known = [*_known_days(workspace), *(day_number(seam) for seam in seams)]
    if any(abs(day - one) <= reach for one in known):
        return None
    others = [levels for name, levels in found.items() if name != metric.id]
    if any(_moved(levels, day, reach) for levels in others):
        return None
    return _told(metric, shift, as_date(day), alone=not others)


def _window_days(found: Levels) -> int:
    """Give the days in one period, or the week in which weekdays come back."""
    return 7 if found.cycle > 1 else DAYS_IN[found.index.grain]


def _known_days(workspace: Workspace) -> list[int]:
    """List the days on which something is known to have begun or ended."""
    spans = [
        *((one.starts_on, one.ends_on) for one in workspace.decisions.values()),
        *((one.starts_on, one.ends_on) for one in workspace.exposures),
        *((one.starts_on, one.ends_on) for one in workspace.periods),
    ]
    return [day_number(day) for span in spans for day in span if day is not None]


def _moved(found: Levels, day: int, reach: int) -> bool:
    scores = jump_scores(found)
    if scores is None:
        return False
    near = scores[np.abs(found.index.first_days - day) <= reach]
    near = near[np.isfinite(near)]
    return bool(len(near) and np.abs(near).max() > SHARED)


def _told(metric: Metric, shift: LevelShift, day: date, *, alone: bool) -> DataFinding:
    modelled = metric.data.definition_breaks is BreakHandling.MODEL
    dates = Dates(day, day)
    return told(
        metric,
        FindingKind.LEVEL_SHIFT,
        dates,
        shift.size,
        Handling.MODELLED if modelled else Handling.SHOWN,
        (
            "level_shift.alone" if alone else "level_shift.found",
            "level_shift.modelled" if modelled else "level_shift.shown",
        ),
        {"size": as_change(shift.size)},
        None if modelled else declaration(metric, PeriodKind.DEFINITION, dates, "definition"),
    )
