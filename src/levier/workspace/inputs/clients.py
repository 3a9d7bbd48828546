"""What is known of a client that may leave, and of a tool that may be built or bought."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Range = tuple[float, float, float]
"""P10, P50 and P90."""

NONE: Range = (0.0, 0.0, 0.0)
WHOLE: Range = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Client:
    """One table ``[clients.NAME]`` of ``levier.toml``; amounts are a month unless said."""

    name: str
    margin: Range
    revenue: Range | None = None
    """None: the mean of the last twelve months of ``invoices``."""
    avoidable_cost: Range = NONE
    ramp_months: Range = NONE
    notice_months: float = 0.0
    payment_days: float = 0.0
    exit_cost: Range = NONE
    refill_share: Range = NONE
    refill_months: Range = (12.0, 12.0, 12.0)
    refill_margin: Range | None = None
    """None: the client's own margin."""
    refill_cost: Range = NONE
    price_rise: Range | None = None
    """None: raising the price is not considered."""
    leaves_if_asked: Range = NONE


@dataclass(frozen=True, slots=True)
class ToolWay:
    """One table ``[tools.ID.build]`` or ``[tools.ID.buy]``."""

    cost: Range = NONE
    monthly_cost: Range = NONE
    months_to_live: Range = NONE
    benefit_share: Range = WHOLE
    adoption_months: Range = NONE


@dataclass(frozen=True, slots=True)
class Tool:
    """One table ``[tools.ID]``: what a tool saves, and the ways to have it."""

    id: str
    title: str
    ways: Mapping[str, ToolWay] = field(default_factory=dict)
    benefit: Range | None = None
    """A month, when everybody uses it; None: worked out from hours."""
    hours_saved: Range | None = None
    hourly_cost: Range | None = None
    realisation: Range | None = None
    horizon_months: int = 36
    discount_rate: float = 0.0
    spent: float = 0.0
    """Already, whatever is decided."""
