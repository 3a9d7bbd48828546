"""Lines of a workspace as rows of the tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.workspace import model

KNOWN = frozenset(
    ["title", "unit", "grain", "direction", "kind", "stage", "value_per_unit", "controls", "parent"]
)
"""What a metric's table may hold that has a column of its own."""
ARM_COLUMNS = frozenset(
    ["decision", "metric", "arm", "users", "conversions", "mean", "sd", "starts_on", "ends_on"]
)


def metric_fields(one: model.Metric, table: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns of a metric; what has none is kept as it came."""
    low, mid, high = one.value_per_unit or (None, None, None)
    return {
        "title": one.title,
        "unit": one.unit,
        "grain": one.grain.value,
        "direction": one.direction.value,
        "kind": one.kind.value,
        "stage": one.stage.value if one.stage else "",
        "value_low": low,
        "value_mid": mid,
        "value_high": high,
        "settings": {name: value for name, value in table.items() if name not in KNOWN},
    }


def decision_fields(one: model.Decision) -> dict[str, Any]:
    """Give the columns of a decision that are plain."""
    return {
        "title": one.title,
        "status": one.status,
        "kind": one.kind,
        "origin": one.origin,
        "owner": one.owner,
        "stage": one.stage.value if one.stage else "",
        "reason": one.reason,
        "options": one.options,
        "starts_on": one.starts_on,
        "decided_on": one.decided_on,
        "ends_on": one.ends_on,
        "review_on": one.review_on,
    }


def expectation_fields(one: model.Expectation) -> dict[str, Any]:
    """Give the columns of an expectation but its decision and metric."""
    return {
        "shape": one.shape.value if one.shape else "",
        "ramp_days": one.ramp_days,
        "half_life_days": one.half_life_days,
        "scale": one.scale.value,
        "low": one.low,
        "mid": one.mid,
        "high": one.high,
        "author": one.author,
        "stated_on": one.stated_on,
        "design": one.design.value if one.design else "",
    }


def arm_fields(one: model.ExperimentArm) -> dict[str, Any]:
    """Give the columns of an arm but its decision and metric."""
    more = {
        name: _plain(getattr(one, name))
        for name in one.__slots__
        if name not in ARM_COLUMNS and getattr(one, name) not in (None, "")
    }
    return {
        "arm": one.arm,
        "users": one.users,
        "conversions": one.conversions,
        "mean": one.mean,
        "sd": one.sd,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "more": more,
    }


def cost_amount(one: model.Cost) -> Decimal:
    """Give an amount to the millionth."""
    return Decimal(repr(one.amount)).quantize(Decimal("0.000001"))


def _plain(value: object) -> object:
    """Give a value as JSON can hold it and a folder writes it."""
    isoformat = getattr(value, "isoformat", None)
    if isoformat:
        return isoformat()
    return getattr(value, "value", value)
