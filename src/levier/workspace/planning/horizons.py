"""After how many periods one looks, and the periods that follow the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.workspace.measurement.calendar_index import PeriodIndex, period_index
from levier.workspace.model import Grain

if TYPE_CHECKING:
    from levier.workspace.measurement.calendar_index import Days

_HORIZONS = {
    Grain.DAY: (7, 14, 28, 56, 91, 182, 364),
    Grain.WEEK: (2, 4, 8, 13, 26, 52),
    Grain.MONTH: (2, 3, 6, 12, 24),
    Grain.QUARTER: (2, 4, 8),
    Grain.YEAR: (2, 3, 5),
}
_MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


def horizons(grain: Grain, past: int) -> tuple[int, ...]:
    """List the numbers of periods after which one looks: never longer than the past is."""
    return tuple(one for one in _HORIZONS[grain] if one <= past)


def extended(index: PeriodIndex, further: int) -> PeriodIndex:
    """Continue an index by ``further`` periods, shut on the weekdays on which it always was."""
    if index.grain in _MONTHS_IN:
        step = _MONTHS_IN[index.grain]
        last = index.first_days[-1:].astype("datetime64[D]").astype("datetime64[M]")
        months = last + step * np.arange(1, further + 1)
        new = months.astype("datetime64[D]").astype(np.int64)
    elif index.grain is Grain.WEEK:
        new = index.first_days[-1] + 7 * np.arange(1, further + 1)
    else:
        new = _open_days_after(index, further)
    days = np.concatenate([index.first_days, new]).astype("datetime64[D]")
    return period_index(days, index.grain)


def _open_days_after(index: PeriodIndex, further: int) -> Days:
    after = index.days[-1] + np.arange(1, 7 * further + 8)
    open_weekdays = np.unique(index.days % 7)
    return np.asarray(after[np.isin(after % 7, open_weekdays)][:further], dtype=np.int64)


def cut(index: PeriodIndex, periods: int) -> PeriodIndex:
    """Keep the first ``periods`` periods."""
    if periods >= len(index):
        return index
    days = index.days[index.days < index.first_days[periods]]
    return PeriodIndex(index.grain, index.first_days[:periods], days)
