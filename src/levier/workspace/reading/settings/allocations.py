"""``[allocations.POOL]``: how a shared cost is split between those who use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from levier.workspace.inputs.allocations import (
    AllocationMethod,
    AllocationRule,
    ConsumerKind,
    GroupCost,
)
from levier.workspace.reading.people import refuse_address_names

if TYPE_CHECKING:
    from levier.workspace.reading.settings.section import Section

KEYS = ("title", "consumers", "shares", "fixed_part", "tiers", "group_cost", "by", "bill")


def read_allocation(section: Section) -> AllocationRule:
    """Read one shared cost; faults stop the reading."""
    section.check_keys(("method",), KEYS)
    pool = str(section.path[-1])
    method = section.choice("method", AllocationMethod)
    rule = AllocationRule(
        pool=pool,
        title=section.text("title") or pool,
        method=method or AllocationMethod.USAGE,
        consumers=section.choice("consumers", ConsumerKind) or ConsumerKind.TEAM,
        shares=_shares(section),
        fixed_part=_fixed_part(section),
        tiers=_tiers(section),
        group_cost=section.choice("group_cost", GroupCost),
        by=section.text("by") or "",
        bill=_bill(section),
    )
    _check_together(section, rule)
    return rule


def _shares(section: Section) -> dict[str, float]:
    inner = section.inner("shares")
    refuse_address_names(inner, inner.values)
    shares = {name: inner.number(name) for name in inner.values}
    for name, share in shares.items():
        if share is not None and share < 0:
            inner.fault(name, share, "negative")
    kept = {name: share for name, share in shares.items() if share is not None and share >= 0}
    if shares and not any(kept.values()):
        section.fault("shares", "", "no_share")
    return kept


def _fixed_part(section: Section) -> float:
    part = section.number("fixed_part")
    if part is not None and not 0 <= part <= 1:
        section.fault("fixed_part", part, "outside_zero_one")
        return 0.0
    return part or 0.0


def _tiers(section: Section) -> tuple[tuple[float, float], ...]:
    given = section.values.get("tiers", [])
    pairs = given if isinstance(given, list) else [given]
    tiers = tuple((float(pair[0]), float(pair[1])) for pair in pairs if _is_tier(pair))
    starts = [start for start, _ in tiers]
    rising = not starts or (starts[0] == 0 and starts == sorted(set(starts)))
    if len(tiers) < len(pairs) or not rising:
        section.fault("tiers", given, "bad_tiers")
        return ()
    return tiers


def _is_tier(pair: object) -> TypeGuard[list[float]]:
    if not isinstance(pair, list) or len(pair) != 2:
        return False
    return all(
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and 0 <= value < float("inf")
        for value in pair
    )


def _bill(section: Section) -> dict[str, str]:
    inner = section.inner("bill")
    return {name: inner.text(name) or "" for name in inner.values}


def _check_together(section: Section, rule: AllocationRule) -> None:
    """Note what a method lacks to be applied."""
    fixed = rule.method is AllocationMethod.FIXED or rule.fixed_part > 0
    if fixed and not rule.shares and "shares" not in section.values:
        section.fault("shares", "", "no_share")
    tariff = rule.method is AllocationMethod.TIERS or rule.group_cost is GroupCost.TARIFF
    if tariff and "tiers" not in section.values:
        section.fault("tiers", "", "bad_tiers")
    if rule.method is AllocationMethod.SHAPLEY and "group_cost" not in section.values:
        section.fault("group_cost", "", "no_group_cost")
