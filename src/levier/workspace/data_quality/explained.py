"""What the calendar alone may take away from a period: holidays and declared stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.calendars.public_holidays import public_holidays
from levier.workspace.measurement.calendar_index import as_date, day_number
from levier.workspace.measurement.known_causes import declared_for
from levier.workspace.model import Grain, PeriodKind

if TYPE_CHECKING:
    from levier.workspace.measurement.calendar_index import PeriodIndex
    from levier.workspace.model import Metric, Workspace

Array = NDArray[np.float64]

_SATURDAY = 2
"""Of a day number modulo seven: day 0 was a Thursday, and 2 and 3 are the weekend."""


def explained(workspace: Workspace, metric: Metric, index: PeriodIndex) -> Array:
    """Give (T,) how far down the calendar may take each period, as a logarithm, zero or less.

    Minus infinity on a public holiday and the days beside it, and in any stretch that is declared;
    for longer periods a holiday takes at most its working day.
    """
    found = np.zeros(len(index))
    country = workspace.company.country
    if country and index.grain is not Grain.YEAR:
        first, last = as_date(int(index.days[0]) - 1), as_date(int(index.days[-1]) + 1)
        free = np.array([day_number(one) for one in public_holidays(country, first, last)])
        found = _holidays(index, free.astype(np.int64))
    for period in declared_for(workspace.periods, metric):
        if period.kind is PeriodKind.DEFINITION:
            continue
        ends = day_number(period.ends_on) if period.ends_on else int(index.days[-1])
        found[touched(index, day_number(period.starts_on), ends)] = -np.inf
    return found


def touched(index: PeriodIndex, first: int, last: int) -> NDArray[np.bool_]:
    """Tell (T,) which periods have a day between two, both included."""
    ends = np.append(index.first_days[1:] - 1, index.days[-1])
    return np.asarray((index.first_days <= last) & (ends >= first))


def _holidays(index: PeriodIndex, free: NDArray[np.int64]) -> Array:
    if index.grain is Grain.DAY:
        near = np.isin(index.first_days[:, None] + np.array([-1, 0, 1]), free).any(axis=1)
        return np.where(near, -np.inf, 0.0)
    position = index.positions(index.days)
    weekday = ~np.isin(index.days % 7, (_SATURDAY, _SATURDAY + 1))
    working = np.bincount(position, weekday, minlength=len(index))
    lost = np.bincount(position, weekday & np.isin(index.days, free), minlength=len(index))
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(1 - lost / np.maximum(working, 1)))
