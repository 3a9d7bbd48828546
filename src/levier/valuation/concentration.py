"""How much of the revenue hangs on few clients."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Concentration:
    """Shares of the revenue.

    Attributes
    ----------
    shares
        By client, the largest first.
    herfindahl
        Sum of the squared shares in points of percent: 10,000 for one client alone (Herfindahl-
        Hirschman; the usual line of concern is 2,500).
    effective_clients
        How many clients of equal size would be as concentrated.
    """

    shares: Mapping[str, float]
    herfindahl: float
    effective_clients: float


def concentration(revenue: Mapping[str, float]) -> Concentration:
    """Measure the concentration of revenue by client.

    Raises
    ------
    InvalidArgument
        When there is no revenue.
    """
    positive = {name: amount for name, amount in revenue.items() if amount > 0}
    whole = math.fsum(positive.values())
    if whole <= 0:
        raise InvalidArgument("there is no revenue to share out between clients")
    ordered = sorted(positive, key=lambda name: (-positive[name], name))
    shares = {name: positive[name] / whole for name in ordered}
    squared = sum(share**2 for share in shares.values())
    return Concentration(shares, 10_000 * squared, 1 / squared)
