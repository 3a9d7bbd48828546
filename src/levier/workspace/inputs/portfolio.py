"""What ``[portfolio]`` of ``levier.toml`` says of the means and of the risk accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PortfolioOptions:
    """Means, horizon and risk; amounts in the company's currency.

    Attributes
    ----------
    horizon_months
        For how long value counts.
    period_months
        The period being planned: capacity, budget and cash are those of it.
    discount_rate
        A year, as a share.
    capacity
        Person-days in the period by team; under an empty name, of all teams together.
    budget
        Most cash to be paid in the period; None: not limited.
    opening_cash, monthly_cash, cash_floor
        Cash now, what each month brings or takes without the bets, and the least there may be at
        the end of any month; not looked at without ``opening_cash``.
    person_day_rate
        Price of one person-day; None: people are paid whatever is chosen.
    risk_aversion
        0: the mean alone counts; 1: the mean of the worst twentieth of the futures alone.
    worst_case
        The mean of the worst twentieth may not be below this; None: no such bound.
    hire_days, hire_cost
        Person-days that one hire would add in the period, and what he or she would cost in it.
    """

    horizon_months: float = 12.0
    period_months: float = 3.0
    discount_rate: float = 0.0
    capacity: Mapping[str, float] = field(default_factory=dict)
    budget: float | None = None
    opening_cash: float | None = None
    monthly_cash: float = 0.0
    cash_floor: float = 0.0
    person_day_rate: float | None = None
    risk_aversion: float = 0.0
    worst_case: float | None = None
    hire_days: float | None = None
    hire_cost: float | None = None
