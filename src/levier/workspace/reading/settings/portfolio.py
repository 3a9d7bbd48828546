"""``[portfolio]``: means, horizon and risk accepted when bets are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.inputs.portfolio import PortfolioOptions

if TYPE_CHECKING:
    from levier.workspace.reading.settings.section import Section

KEYS = (
    "horizon_months",
    "period_months",
    "discount_rate",
    "capacity",
    "budget",
    "opening_cash",
    "monthly_cash",
    "cash_floor",
    "person_day_rate",
    "risk_aversion",
    "worst_case",
    "hire_days",
    "hire_cost",
)


def read_portfolio(section: Section) -> PortfolioOptions:
    """Read the options; absent ones keep their default."""
    section.check_keys((), KEYS)
    default = PortfolioOptions()
    return PortfolioOptions(
        horizon_months=_positive(section, "horizon_months", default.horizon_months),
        period_months=_positive(section, "period_months", default.period_months),
        discount_rate=_not_negative(section, "discount_rate") or 0.0,
        capacity=_capacity(section),
        budget=_not_negative(section, "budget"),
        opening_cash=section.number("opening_cash"),
        monthly_cash=section.number("monthly_cash") or 0.0,
        cash_floor=section.number("cash_floor") or 0.0,
        person_day_rate=_not_negative(section, "person_day_rate"),
        risk_aversion=_aversion(section),
        worst_case=section.number("worst_case"),
        hire_days=_not_negative(section, "hire_days"),
        hire_cost=_not_negative(section, "hire_cost"),
    )


def _capacity(section: Section) -> dict[str, float]:
    """Read one number, for all teams together, or a table by team."""
    if not isinstance(section.values.get("capacity"), dict):
        days = _not_negative(section, "capacity")
        return {} if days is None else {"": days}
    inner = section.inner("capacity")
    found = {team: _not_negative(inner, team) for team in inner.values}
    return {team: days for team, days in found.items() if days is not None}


def _not_negative(section: Section, key: str) -> float | None:
    value = section.number(key)
    if value is not None and value < 0:
        section.fault(key, value, "negative")
        return None
    return value


def _positive(section: Section, key: str, default: float) -> float:
    value = section.number(key)
    if value is not None and value <= 0:
        section.fault(key, value, "not_positive")
        return default
    return default if value is None else value


def _aversion(section: Section) -> float:
    value = section.number("risk_aversion")
    if value is not None and not 0 <= value <= 1:
        section.fault("risk_aversion", value, "outside_zero_one")
        return 0.0
    return value or 0.0
