"""Dated counts as periods of a stop rule: whole weeks where days allow, and what is left of them.

A period is measured in weeks; a stretch of less than four weeks in all is cut into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from levier.workspace.model import Grain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.inputs.gates import Gate

WEEK = 7
_SHORT = 28
_DAY = timedelta(days=1)
_SPANS = {Grain.DAY: 1, Grain.WEEK: WEEK, Grain.MONTH: 30, Grain.QUARTER: 91, Grain.YEAR: 365}


@dataclass(frozen=True, slots=True)
class Periods:
    """What was counted, and the time that is left.

    Attributes
    ----------
    counts, lengths
        (T,) counted in each period, and how many weeks (or days) it was long.
    ends
        (T,) last day of each.
    future, future_ends
        (H,) the same for the periods to come; empty once the date has passed.
    before
        Counted before the first period.
    first_day, last_day
        Of what was counted.
    """

    counts: tuple[float, ...]
    lengths: tuple[float, ...]
    ends: tuple[date, ...]
    future: tuple[float, ...]
    future_ends: tuple[date, ...]
    before: float
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What was counted from one day to another, both included."""

    first: date
    last: date
    count: float


def usual_grain(days: Sequence[date]) -> Grain:
    """Take rows that are all whole weeks apart as weeks, and others as days."""
    gaps = {(later - earlier).days for earlier, later in pairwise(days)}
    weekly = bool(gaps) and all(gap % WEEK == 0 for gap in gaps)
    return Grain.WEEK if weekly else Grain.DAY


def count_periods(
    gate: Gate,
    rows: Sequence[tuple[date, float]],
    grain: Grain,
    as_of: date | None = None,
) -> Periods | None:
    """Cut dated counts into periods.

    Parameters
    ----------
    gate
        A stop rule, with its date.
    rows
        Day and count, each day once, in order; those before the gate's first day are left out.
    grain
        What one row stands for; running totals stand for the time since the row before.
    as_of
        Rows that stand for days after it are left out; None leaves nothing out.

    Returns
    -------
    Periods or None
        None when nothing was counted from the gate's first day to its date.
    """
    by_date = gate.by_date or date.max
    kept = [(day, count) for day, count in rows if day <= by_date]
    before = 0.0
    if gate.cumulative:
        stretches, before = _between_totals(kept, gate.starts_on)
    else:
        kept = [one for one in kept if gate.starts_on is None or one[0] >= gate.starts_on]
        stretches = [_Stretch(day, _end(day, grain, by_date), count) for day, count in kept]
    stretches = [one for one in stretches if as_of is None or one.last <= as_of]
    if not stretches:
        return None
    first = gate.starts_on or stretches[0].first
    unit = WEEK if (by_date - first).days + 1 >= _SHORT else 1
    coarse = gate.cumulative or _SPANS[grain] > unit
    seen = stretches if coarse else _cut(stretches, first, unit)
    last = max(one.last for one in seen)
    ahead = _ahead(last, by_date, unit)
    return Periods(
        counts=tuple(one.count for one in seen),
        lengths=tuple(_days(one) / unit for one in seen),
        ends=tuple(one.last for one in seen),
        future=tuple(_days(one) / unit for one in ahead),
        future_ends=tuple(one.last for one in ahead),
        before=before,
        first_day=first,
        last_day=last,
    )


def _days(stretch: _Stretch) -> int:
    return (stretch.last - stretch.first).days + 1


def _end(day: date, grain: Grain, by_date: date) -> date:
    return min(day + timedelta(days=_SPANS[grain] - 1), by_date)


def _between_totals(
    rows: Sequence[tuple[date, float]], starts_on: date | None
) -> tuple[list[_Stretch], float]:
    """Take differences of running totals; what was there at first has no known pace."""
    earlier = [one for one in rows if starts_on is not None and one[0] < starts_on]
    later = rows[len(earlier) :]
    if earlier:
        start = (starts_on or earlier[-1][0]) - _DAY, earlier[-1][1]
    elif starts_on is not None:
        start = starts_on - _DAY, 0.0
    else:
        start, later = (later[0], later[1:]) if later else ((date.min, 0.0), later)
    known = [start, *later]
    found = [
        _Stretch(day + _DAY, until, count - base) for (day, base), (until, count) in pairwise(known)
    ]
    return found, start[1]


def _cut(stretches: Sequence[_Stretch], first: date, unit: int) -> list[_Stretch]:
    """Add counts into whole units from the first day on; a unit without a row is zero."""
    last = max(one.last for one in stretches)
    places = range((last - first).days // unit + 1)
    sums = dict.fromkeys(places, 0.0)
    for one in stretches:
        sums[(one.first - first).days // unit] += one.count
    return [
        _Stretch(
            first + timedelta(days=place * unit),
            min(first + timedelta(days=place * unit + unit - 1), last),
            sums[place],
        )
        for place in places
    ]


def _ahead(last: date, by_date: date, unit: int) -> list[_Stretch]:
    found, begins = [], last + _DAY
    while begins <= by_date:
        ends = min(begins + timedelta(days=unit - 1), by_date)
        found.append(_Stretch(begins, ends, 0.0))
        begins = ends + _DAY
    return found
