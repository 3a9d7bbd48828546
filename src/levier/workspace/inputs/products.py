"""What is known of products for their accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

Range = tuple[float, float, float]
"""P10, P50 and P90."""


@dataclass(frozen=True, slots=True)
class Product:
    """One table ``[products.NAME]`` of ``levier.toml``."""

    name: str
    margin: Range | None = None
    """Margin left by one unit of revenue before the costs of the account; None: all of it."""
    opened_on: date | None = None
    """The first month of the account; None: that of its first row."""
    funds: str = ""
    """The product that it is meant to fund next."""
    needs: float = 0.0
    """What it still asks for before it lives by itself, in the company's currency."""


@dataclass(frozen=True, slots=True)
class AccountOptions:
    """What ``[accounts]`` of ``levier.toml`` asks of the accounts of products.

    Attributes
    ----------
    horizon_months
        How far accounts and effects are carried beyond today.
    discount_rate
        A year, for money to come.
    sure
        Chance from which a product may fund the next.
    half_life_months
        In which half of a measured effect is gone, beyond the window where it was measured.
    yearly_drift
        Standard deviation of the logarithm of an effect after a year.
    """

    horizon_months: int = 24
    discount_rate: float = 0.0
    sure: float = 0.9
    half_life_months: Range = (12.0, 36.0, 120.0)
    yearly_drift: float = 0.2
