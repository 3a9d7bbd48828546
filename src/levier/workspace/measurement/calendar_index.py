"""The regular index of periods under a metric: days, weeks, months, quarters or years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from levier.workspace.model import Grain

Days = NDArray[np.int64]

_DAY_ZERO = date(1970, 1, 1).toordinal()
_CLOSED_BELOW = 0.02
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True)
class PeriodIndex:
    """Consecutive periods, as day numbers since 1970-01-01.

    Attributes
    ----------
    grain
        Length of a period.
    first_days
        (T,) first day of each period.
    days
        (D,) every day covered, sorted; a shop closed on Sundays has none.
    """

    grain: Grain
    first_days: Days
    days: Days

    def __len__(self) -> int:
        return len(self.first_days)

    def last_day_of(self, period: int) -> date:
        """Give the last day of a period."""
        if period + 1 < len(self.first_days):
            after = int(np.searchsorted(self.days, self.first_days[period + 1]))
            return as_date(int(self.days[after - 1]))
        return as_date(int(self.days[-1]))

    def period_at(self, day: int) -> int:
        """Give the first period that begins on or after ``day``, or contains it."""
        inside = int(np.searchsorted(self.first_days, day, side="right")) - 1
        return max(inside, 0)

    def positions(self, days: Days) -> Days:
        """Give the period (n,) in which each day lies."""
        return np.asarray(np.searchsorted(self.first_days, days, side="right") - 1)


def day_number(when: date) -> int:
    """Give days since 1970-01-01."""
    return when.toordinal() - _DAY_ZERO


def as_date(day: int) -> date:
    """Give the date of a day number."""
    return date.fromordinal(day + _DAY_ZERO)


def period_index(dates: NDArray[np.datetime64], grain: Grain) -> PeriodIndex:
    """Build the index from the first to the last of the observed ``dates``."""
    observed = np.unique(dates.astype("datetime64[D]").astype(np.int64))
    match grain:
        case Grain.DAY:
            days = _open_days(observed)
            return PeriodIndex(grain, days, days)
        case Grain.WEEK:
            first_days = np.arange(observed[0], observed[-1] + 1, 7)
            return PeriodIndex(grain, first_days, np.arange(observed[0], first_days[-1] + 7))
        case _:
            return _months(dates, grain)


def _open_days(observed: Days) -> Days:
    """List every day between the ends but the weekdays on which nothing is ever observed."""
    every = np.arange(observed[0], observed[-1] + 1)
    seen = np.bincount(observed % 7, minlength=7)
    all_of_them = np.maximum(np.bincount(every % 7, minlength=7), 1)
    return np.asarray(every[(seen / all_of_them > _CLOSED_BELOW)[every % 7]])


def _months(dates: NDArray[np.datetime64], grain: Grain) -> PeriodIndex:
    step = _MONTHS[grain]
    months = dates.astype("datetime64[M]").astype(np.int64)
    first, last = int(months.min()) // step * step, int(months.max())
    starts = np.arange(first, last + step + 1, step)
    first_days = starts.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return PeriodIndex(grain, first_days[:-1], np.arange(first_days[0], first_days[-1]))
