"""What was spent: days at the rate of their day, licences, hosting, meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from levier.workspace.demonstration.plan_decisions import DECISIONS
from levier.workspace.demonstration.plan_metrics import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from levier.workspace.demonstration.plan_decisions import DecisionPlan

DAYS_PER_FORTNIGHT = 14
RATES = (
    (date(2024, 7, 1), 610, None),
    (date(2025, 1, 1), 635, None),
    (date(2026, 1, 1), 655, None),
    (date(2025, 1, 1), 710, "platform"),
)
"""From when, how much, for which team (None: every other)."""
MEETINGS = (("product", 2.0), ("sales", 1.0))
"""Person-days that the monthly arbitration takes in each team."""
SHARED = (("foundation", "cloud", 1450.0), ("site", "licence", 380.0))
"""What each product costs every month, whatever is decided."""


@dataclass(frozen=True, slots=True)
class Expense:
    """One row of ``costs.csv``: an amount, or person-days at the rate of their day."""

    day: date
    category: str
    amount: float | None = None
    person_days: float | None = None
    decision: str = ""
    product: str = ""
    team: str = ""


def expenses() -> list[Expense]:
    """List every expense by date; nothing here is drawn at random."""
    rows = [row for decision in DECISIONS for row in _of_decision(decision)]
    for month in _months_from(FIRST_DAY):
        rows += [Expense(month, kind, amount, product=product) for product, kind, amount in SHARED]
        rows += [Expense(month, "meeting", person_days=days, team=team) for team, days in MEETINGS]
    return sorted(rows, key=lambda row: (row.day, row.decision, row.product, row.team))


def _of_decision(decision: DecisionPlan) -> list[Expense]:
    name = decision.id
    rows = [
        Expense(day, "build", person_days=days, decision=name)
        for day, days in _fortnights(decision)
    ]
    if decision.once is not None and decision.shipped:
        rows.append(Expense(decision.starts_on, decision.once[0], decision.once[1], decision=name))
    if decision.monthly is not None and decision.shipped:
        category, amount = decision.monthly
        months = _months_from(decision.starts_on)
        rows += [Expense(month, category, amount, decision=name) for month in months]
    return rows


def _fortnights(decision: DecisionPlan) -> list[tuple[date, float]]:
    """Spread the building evenly over the fortnights between the decision and its start."""
    length = (decision.starts_on - decision.decided_on).days
    count = max(length // DAYS_PER_FORTNIGHT, 1)
    each = round(decision.person_days / count, 1)
    last = round(decision.person_days - each * (count - 1), 1)
    days = [decision.decided_on + timedelta(DAYS_PER_FORTNIGHT * rank) for rank in range(count)]
    return list(zip(days, [each] * (count - 1) + [last], strict=True))


def _months_from(day: date) -> list[date]:
    """List the first of every month from ``day`` on."""
    first = day.year * 12 + day.month - (1 if day.day == 1 else 0)
    last = LAST_DAY.year * 12 + LAST_DAY.month - 1
    return [date(rank // 12, rank % 12 + 1, 1) for rank in range(first, last + 1)]
