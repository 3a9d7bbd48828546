"""How a shared cost is split, and the bills and disputes that it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class AllocationMethod(StrEnum):
    """By what a shared cost is split."""

    FIXED = "fixed"
    """By shares agreed beforehand."""
    USAGE = "usage"
    """In proportion to what each used."""
    TIERS = "tiers"
    """By a tariff whose price depends on how much each used."""
    SHAPLEY = "shapley"
    """By what each adds to the cost, on average over the orders of arrival."""


class GroupCost(StrEnum):
    """What a group of consumers would cost by itself, for the Shapley value."""

    PEAK = "peak"
    """A capacity sized for the busiest moment."""
    LARGEST = "largest"
    """Something sized for its largest user."""
    TARIFF = "tariff"
    """A purchase at a price by quantity (``tiers``)."""


class ConsumerKind(StrEnum):
    """What those who bear a shared cost are."""

    TEAM = "team"
    PRODUCT = "product"
    UNIT = "unit"
    """A store, a region, a client."""


@dataclass(frozen=True, slots=True)
class AllocationRule:
    """One table ``[allocations.POOL]`` of ``levier.toml``."""

    pool: str
    title: str
    method: AllocationMethod
    consumers: ConsumerKind = ConsumerKind.TEAM
    shares: Mapping[str, float] = field(default_factory=dict)
    """Fixed shares by consumer; they need not add up to one."""
    fixed_part: float = 0.0
    """The part of the cost split by ``shares`` whatever the use; the rest by ``method``."""
    tiers: tuple[tuple[float, float], ...] = ()
    """From which quantity, at what price per unit."""
    group_cost: GroupCost | None = None
    by: str = ""
    """A FOCUS column, or ``tag:KEY``, that names the consumer of a line of a cloud bill."""
    bill: Mapping[str, str] = field(default_factory=dict)
    """Which lines of the cloud bill are of this pool: column (or ``tag:KEY``) to value."""
