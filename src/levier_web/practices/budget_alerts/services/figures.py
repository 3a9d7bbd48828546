"""Where lines end, and how long alerts wait: those still waiting count for as long as they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from levier.intervals.survival import kaplan_meier
from levier.intervals.wilson import score_interval
from levier.language import numbers
from levier.valuation.run_rate import year_end
from levier_web.practices.budget_alerts import queries
from levier_web.ui.words import current_language

if TYPE_CHECKING:
    from datetime import date

    from levier.valuation.run_rate import YearEnd
    from levier_web.practices.budget_alerts.models import BudgetLine

EIGHTY = 1.2815515655446004
DAY = 86400


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a line."""

    first: date
    amount: float
    height: float
    """Of its bar, 0 to 100."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A line so far and where it ends."""

    months: list[Month]
    spent: float
    share: float
    """Of the budget that is spent."""
    end: YearEnd | None
    left: int
    over: str
    """The chance of going over, in words; empty when it is not known."""
    known: date | None
    """The day of the last cost of the company: months after it are not known to be free."""
    pace: float
    """The budget of one month on the scale of the bars."""
    monthly: float
    """The same, in the company's currency."""


@dataclass(frozen=True, slots=True)
class Answering:
    """How long alerts wait for an answer, in days, and the share answered when due."""

    raised: int
    answered: int
    median: int | None
    low: int | None
    high: int | None
    on_time: float | None
    on_time_low: float | None
    on_time_high: float | None


def outlook(line: BudgetLine, today: date | None = None) -> Outlook:
    """Say where a line ends: whole months seen, the rest like them."""
    known = queries.last_cost()
    now = min(today or timezone.localdate(), line.ends_on + timedelta(days=1))
    if known is not None:
        now = min(now, _next(known.replace(day=1)))
    seen = {month.replace(day=1): float(amount) for month, amount in queries.months(line, now)}
    firsts = _firsts(line.starts_on, line.ends_on)
    whole = [month for month in firsts if _next(month) <= now]
    left = len(firsts) - len(whole)
    budget = float(line.amount)
    spent = sum(seen.values())
    end = year_end([seen.get(month, 0.0) for month in whole], left, budget)
    pace = budget / len(firsts)
    top = max([pace, *seen.values()])
    shown = [month for month in firsts if month < now]
    return Outlook(
        months=[
            Month(month, seen.get(month, 0.0), round(100 * max(0.0, seen.get(month, 0.0)) / top, 1))
            for month in shown
        ],
        spent=spent,
        share=spent / budget,
        end=end,
        left=left,
        over="" if end is None else numbers.chance(end.over, current_language()),
        known=known,
        pace=round(100 * pace / top, 1),
        monthly=pace,
    )


def answering() -> Answering | None:
    """Reckon the time to answer over all alerts; None before the first one. Never by person."""
    rows = list(queries.alerts().values_list("raised_at", "answered_at", "due_on"))
    if not rows:
        return None
    now = timezone.now()
    waits = [((end or now) - start).total_seconds() / DAY for start, end, _ in rows]
    # Whole days: an answer within the day is an answer on day one.
    found = kaplan_meier(
        [max(1.0, round(wait)) for wait in waits], [end is not None for _, end, _ in rows]
    )
    low, high = found.range_by(0.5)
    today = timezone.localdate(now)
    judged = [(end, due) for _, end, due in rows if end is not None or due < today]
    kept = sum(end is not None and timezone.localdate(end) <= due for end, due in judged)
    share = kept / len(judged) if judged else None
    span = score_interval(share, len(judged), EIGHTY) if share is not None else (None, None)
    return Answering(
        raised=len(rows),
        answered=sum(end is not None for _, end, _ in rows),
        median=_whole(found.time_by(0.5)),
        low=_whole(low),
        high=_whole(high),
        on_time=share,
        on_time_low=span[0],
        on_time_high=span[1],
    )


def _whole(days: float | None) -> int | None:
    return None if days is None else int(days)


def _firsts(start: date, end: date) -> list[date]:
    found, month = [], start.replace(day=1)
    while month <= end:
        found.append(month)
        month = _next(month)
    return found


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
