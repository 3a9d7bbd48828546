"""Dated counts as periods: days, weeks, running totals."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from levier.workspace.gating.periods import Periods, count_periods, usual_grain
from levier.workspace.inputs.gates import Gate, GateKind
from levier.workspace.model import Grain

MONDAY = date(2026, 1, 5)
END = date(2026, 3, 1)


def periods(
    rows: list[tuple[date, float]],
    grain: Grain = Grain.DAY,
    *,
    starts_on: date | None = None,
    cumulative: bool = False,
    by_date: date = END,
) -> Periods:
    gate = Gate(
        "g",
        GateKind.STOP_RULE,
        "",
        100,
        by_date=by_date,
        starts_on=starts_on,
        cumulative=cumulative,
    )
    found = count_periods(gate, rows, grain)
    assert found is not None
    return found


def test_days_become_weeks_and_a_missing_day_is_zero() -> None:
    found = periods([(MONDAY, 3.0), (MONDAY + timedelta(8), 2.0)])
    assert found.counts == (3.0, 2.0)
    assert found.lengths == (1.0, 2 / 7)
    assert found.future_ends[-1] == END


def test_weeks_stay_weeks() -> None:
    found = periods([(MONDAY, 3.0), (MONDAY + timedelta(14), 2.0)], Grain.WEEK)
    assert found.counts == (3.0, 0.0, 2.0)
    assert found.last_day == MONDAY + timedelta(20)


def test_running_totals_are_taken_apart() -> None:
    rows = [(MONDAY, 10.0), (MONDAY + timedelta(7), 14.0), (MONDAY + timedelta(10), 20.0)]
    found = periods(rows, cumulative=True)
    assert (found.before, found.counts) == (10.0, (4.0, 6.0))
    assert found.lengths == (1.0, 3 / 7)


def test_running_totals_begin_at_zero_on_the_first_day_given() -> None:
    rows = [(MONDAY + timedelta(6), 10.0), (MONDAY + timedelta(13), 14.0)]
    found = periods(rows, cumulative=True, starts_on=MONDAY)
    assert (found.before, found.counts, found.lengths) == (0.0, (10.0, 4.0), (1.0, 1.0))


def test_a_short_time_is_cut_into_days() -> None:
    found = periods([(MONDAY, 3.0), (MONDAY + timedelta(2), 1.0)], by_date=MONDAY + timedelta(9))
    assert found.counts == (3.0, 0.0, 1.0)
    assert found.future == (1.0,) * 7


def test_nothing_is_to_come_once_the_date_has_passed() -> None:
    found = periods([(MONDAY, 3.0), (END, 4.0), (END + timedelta(3), 9.0)])
    assert found.future == ()
    assert sum(found.counts) == 7.0


def test_rows_whole_weeks_apart_are_weeks() -> None:
    assert usual_grain([MONDAY, MONDAY + timedelta(7), MONDAY + timedelta(21)]) is Grain.WEEK
    assert usual_grain([MONDAY, MONDAY + timedelta(3)]) is Grain.DAY
    assert usual_grain([MONDAY]) is Grain.DAY


@given(st.dictionaries(st.integers(0, 55), st.integers(0, 50), min_size=1))
def test_nothing_is_lost_and_no_day_counted_twice(counted: dict[int, int]) -> None:
    rows = [(MONDAY + timedelta(k), float(count)) for k, count in sorted(counted.items())]
    found = periods(rows, starts_on=MONDAY)
    assert sum(found.counts) == sum(counted.values())
    days = 7 * (sum(found.lengths) + sum(found.future))
    assert round(days) == (END - found.first_day).days + 1
