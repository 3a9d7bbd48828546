"""``[clients.NAME]`` and ``[tools.ID]``: decisions under thin data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.inputs.clients import NONE, WHOLE, Client, Tool, ToolWay

if TYPE_CHECKING:
    from levier.workspace.reading.settings.section import Section

    Range = tuple[float, float, float]

CLIENT_SHARES = ("margin", "refill_margin", "leaves_if_asked")
CLIENT_AMOUNTS = (
    "revenue", "avoidable_cost", "ramp_months", "exit_cost", "refill_share", "refill_months",
    "refill_cost", "price_rise",
)  # fmt: skip
CLIENT_NUMBERS = ("notice_months", "payment_days")
WAY_KEYS = ("cost", "monthly_cost", "months_to_live", "benefit_share", "adoption_months")
TOOL_RANGES = ("benefit", "hours_saved", "hourly_cost", "realisation")
TOOL_KEYS = (*TOOL_RANGES, "title", "horizon_months", "discount_rate", "spent", "build", "buy")
LONGEST_HORIZON = 120


def read_client(section: Section) -> Client:
    """Read one client; faults stop the reading."""
    keys = (*CLIENT_SHARES[1:], *CLIENT_AMOUNTS, *CLIENT_NUMBERS)
    section.check_keys(("margin",), keys)
    shares = {key: _share(section, key) for key in CLIENT_SHARES}
    amounts = {key: _amount(section, key) for key in CLIENT_AMOUNTS}
    numbers = {key: _not_negative(section, key) for key in CLIENT_NUMBERS}
    return Client(
        name=str(section.path[-1]),
        margin=shares["margin"] or NONE,
        revenue=amounts["revenue"],
        avoidable_cost=amounts["avoidable_cost"] or NONE,
        ramp_months=amounts["ramp_months"] or NONE,
        notice_months=numbers["notice_months"],
        payment_days=numbers["payment_days"],
        exit_cost=amounts["exit_cost"] or NONE,
        refill_share=amounts["refill_share"] or NONE,
        refill_months=amounts["refill_months"] or (12.0, 12.0, 12.0),
        refill_margin=shares["refill_margin"],
        refill_cost=amounts["refill_cost"] or NONE,
        price_rise=amounts["price_rise"],
        leaves_if_asked=shares["leaves_if_asked"] or NONE,
    )


def read_tool(section: Section) -> Tool:
    """Read one tool; faults stop the reading."""
    section.check_keys((), TOOL_KEYS)
    ways = {name: _way(section.inner(name)) for name in ("build", "buy") if name in section.values}
    if not ways:
        section.fault("", section.path[-1], "tool_without_way")
    ranges = {key: _amount(section, key) for key in TOOL_RANGES[:3]}
    realisation = _share(section, "realisation")
    hours = (ranges["hours_saved"], ranges["hourly_cost"], realisation)
    if ranges["benefit"] is None and not all(hours):
        section.fault("", section.path[-1], "tool_without_benefit")
    return Tool(
        id=str(section.path[-1]),
        title=section.text("title") or str(section.path[-1]),
        ways=ways,
        benefit=ranges["benefit"],
        hours_saved=ranges["hours_saved"],
        hourly_cost=ranges["hourly_cost"],
        realisation=realisation,
        horizon_months=int(_within(section, "horizon_months", 1, LONGEST_HORIZON, 36)),
        discount_rate=_within(section, "discount_rate", 0, 1, 0.0),
        spent=_not_negative(section, "spent"),
    )


def _way(section: Section) -> ToolWay:
    section.check_keys((), WAY_KEYS)
    return ToolWay(
        cost=_amount(section, "cost") or NONE,
        monthly_cost=_amount(section, "monthly_cost") or NONE,
        months_to_live=_amount(section, "months_to_live") or NONE,
        benefit_share=_share(section, "benefit_share") or WHOLE,
        adoption_months=_amount(section, "adoption_months") or NONE,
    )


def _amount(section: Section, key: str) -> Range | None:
    found = section.amount_range(key)
    if found is not None and found[0] < 0:
        section.fault(key, section.values[key], "negative")
    return found


def _share(section: Section, key: str) -> Range | None:
    found = section.amount_range(key)
    if found is not None and not 0 <= found[0] <= found[2] <= 1:
        section.fault(key, section.values[key], "outside_zero_one")
        return None
    return found


def _not_negative(section: Section, key: str) -> float:
    value = section.number(key)
    if value is not None and value < 0:
        section.fault(key, value, "negative")
    return value or 0.0


def _within(section: Section, key: str, least: float, most: float, default: float) -> float:
    value = section.number(key)
    if value is not None and not least <= value <= most:
        section.fault(key, value, "outside_bounds", least=least, most=most)
        return default
    return default if value is None else value
