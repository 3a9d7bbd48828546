"""What goes wrong with data in every company, planted: a gap, wrong values, a new definition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.workspace.demonstration.series import Series


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of one metric, both ends included."""

    metric: str
    first: date
    last: date

    def holds(self, metric: str, day: date) -> bool:
        """Tell whether a value is concerned."""
        return metric == self.metric and self.first <= day <= self.last


MISSING_WEEK = Stretch("tickets", date(2025, 2, 17), date(2025, 2, 23))
"""The support tool was changed and that week was never brought over."""
OUTAGE = Stretch("visits", date(2025, 6, 3), date(2025, 6, 12))
"""A consent banner kept the tracker from loading; declared, so that nobody believes it."""
SEEN_DURING_OUTAGE = 0.34


def recorded_value(series: Series, period: int, unit: int) -> float | None:
    """Give the value as it was recorded; None when it never was."""
    metric, day = series.plan.id, series.dates[period]
    value = float(series.values[period, unit])
    if day < series.plan.recorded_from or MISSING_WEEK.holds(metric, day):
        return None
    if OUTAGE.holds(metric, day):
        return float(round(SEEN_DURING_OUTAGE * value))
    return value
