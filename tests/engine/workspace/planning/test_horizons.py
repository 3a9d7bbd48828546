"""The periods that follow the data, and after how many of them an effect is seen."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from levier.workspace.measurement.calendar_index import as_date, period_index
from levier.workspace.model import Grain
from levier.workspace.planning.assumed import periods_until
from levier.workspace.planning.horizons import cut, extended, horizons
from levier.workspace.planning.rollout import later


@pytest.mark.parametrize(
    ("grain", "days", "following"),
    [
        (Grain.DAY, [f"2025-01-{day}" for day in range(18, 32)], date(2025, 2, 1)),
        (Grain.WEEK, ["2025-01-06", "2025-01-13"], date(2025, 1, 20)),
        (Grain.MONTH, ["2024-11-01", "2024-12-01"], date(2025, 1, 1)),
        (Grain.QUARTER, ["2024-07-01", "2024-10-01"], date(2025, 1, 1)),
        (Grain.YEAR, ["2023-01-01", "2024-01-01"], date(2025, 1, 1)),
    ],
)
def test_periods_go_on(grain: Grain, days: list[str], following: date) -> None:
    index = period_index(np.array(days, dtype="datetime64[D]"), grain)
    longer = extended(index, 3)
    assert len(longer) == len(index) + 3
    assert as_date(int(longer.first_days[len(index)])) == following
    assert np.array_equal(cut(longer, len(index)).days, index.days)


def test_a_shop_closed_on_sundays_stays_so() -> None:
    every = np.arange("2025-01-06", "2025-02-03", dtype="datetime64[D]")
    open_days = every[(every.astype(int) + 3) % 7 != 6]
    longer = extended(period_index(open_days, Grain.DAY), 12)
    assert len(longer) == len(open_days) + 12
    assert not np.any((longer.first_days + 3) % 7 == 6)


def test_no_horizon_is_longer_than_the_past() -> None:
    assert horizons(Grain.WEEK, 20) == (2, 4, 8, 13)
    assert horizons(Grain.YEAR, 1) == ()


def test_between_two_horizons_the_effect_seen_falls_as_a_power_of_time() -> None:
    """From 20 % at 4 to 10 % at 16 it falls as the root of time: 14.1 % at 8."""
    seen: list[tuple[int, float | None]] = [(2, None), (4, 0.2), (16, 0.1)]
    assert periods_until(0.2, seen) == 4
    assert periods_until(-0.1415, seen) == 8
    assert periods_until(0.05, seen) is None
    assert periods_until(None, seen) is None


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert later(date(2025, 1, 31), 1, Grain.MONTH) == date(2025, 2, 28)
    assert later(date(2025, 11, 30), 1, Grain.QUARTER) == date(2026, 2, 28)
    assert later(date(2025, 1, 31), 2, Grain.WEEK) == date(2025, 2, 14)
