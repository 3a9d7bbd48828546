"""The two years day by day: seasons, holidays, and what happened that nobody decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from levier.calendars.public_holidays import public_holidays
from levier.calendars.school_holidays import Break, Zone, school_holidays
from levier.workspace.demonstration.plan_metrics import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

COUNTRY = "FR"
PUPILS = {Zone.A: 0.30, Zone.B: 0.33, Zone.C: 0.37}
AUGUST_CLOSURES = (
    (date(2024, 8, 5), date(2024, 8, 18)),
    (date(2025, 8, 4), date(2025, 8, 17)),
)
_YEAR = 365.25
# Amplitude and day of the first crest of three waves a year apart in length: a trough in
# August, crests in March and October, as in every trade that works on building sites.
_WAVES = ((0.50, 20.0), (0.45, 115.0), (0.20, 60.0))


@dataclass(frozen=True, slots=True)
class Shock:
    """Something that moved a metric by itself.

    Attributes
    ----------
    size
        On the logarithmic scale.
    """

    metric: str
    first: date
    last: date
    size: float


DIP = Shock("subscriptions", date(2026, 1, 23), date(2026, 2, 5), -0.17)
"""The bad fortnight after which somebody decided that something had to be done."""
DEFINITION = Shock("activation", date(2025, 12, 1), LAST_DAY, -0.15)
"""From then on the metric counts something rarer."""
SHOCKS = (
    DIP,
    DEFINITION,
    Shock("tickets", date(2025, 10, 21), date(2025, 10, 22), 0.80),
    Shock("visits", date(2025, 3, 12), date(2025, 3, 13), 0.45),
    Shock("latency", date(2025, 12, 9), date(2025, 12, 9), 0.55),
)


@dataclass(frozen=True, slots=True)
class SchoolPeriod:
    """School holidays of all zones together, both ends included."""

    name: Break
    first: date
    last: date


@cache
def days() -> tuple[date, ...]:
    """List every day of the demonstration."""
    count = (LAST_DAY - FIRST_DAY).days + 1
    return tuple(FIRST_DAY + timedelta(days=step) for step in range(count))


def position(day: date) -> int:
    """Give the number of days since the first."""
    return (day - FIRST_DAY).days


def within(first: date, last: date) -> NDArray[np.float64]:
    """Give (D,) ones on the days from ``first`` to ``last``, zeros elsewhere."""
    present = np.zeros(len(days()))
    present[max(position(first), 0) : max(position(last) + 1, 0)] = 1
    return present


@cache
def yearly_season() -> NDArray[np.float64]:
    """Give (D,) the season that all metrics share, between about -1 and 1."""
    day_of_year = np.array([day.timetuple().tm_yday for day in days()])
    waves = [
        size * np.cos(2 * np.pi * (rank + 1) * (day_of_year - crest) / _YEAR)
        for rank, (size, crest) in enumerate(_WAVES)
    ]
    return np.asarray(np.sum(waves, axis=0))


@cache
def public_holiday_days() -> NDArray[np.float64]:
    """Give (D,) ones on public holidays."""
    found = public_holidays(COUNTRY, FIRST_DAY, LAST_DAY)
    return np.array([float(day in found) for day in days()])


@cache
def share_on_school_holiday() -> NDArray[np.float64]:
    """Give (D,) the share of pupils without class, summer left to the yearly season."""
    share = np.zeros(len(days()))
    for one in school_holidays(FIRST_DAY, LAST_DAY):
        if one.name is not Break.SUMMER:
            share += sum(PUPILS[zone] for zone in one.zones) * within(one.first, one.last)
    return share


@cache
def august_closure() -> NDArray[np.float64]:
    """Give (D,) ones on the two weeks when building sites close."""
    return np.asarray(np.sum([within(*stretch) for stretch in AUGUST_CLOSURES], axis=0))


def school_periods() -> tuple[SchoolPeriod, ...]:
    """Merge the zones of each holiday, as a company would declare them; no summer."""
    merged: dict[tuple[Break, int], SchoolPeriod] = {}
    for one in school_holidays(FIRST_DAY, LAST_DAY):
        if one.name is Break.SUMMER:
            continue
        key = (one.name, one.first.year)
        before = merged.get(key)
        first = one.first if before is None else min(before.first, one.first)
        last = one.last if before is None else max(before.last, one.last)
        merged[key] = SchoolPeriod(one.name, first, last)
    return tuple(merged.values())
