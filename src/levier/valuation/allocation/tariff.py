"""What a quantity costs by a tariff in tiers: each part of it at the price of its tier."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray


def tiered_cost(quantities: ArrayLike, tiers: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """Price quantities by a graduated tariff.

    Parameters
    ----------
    quantities
        Of any shape, zero or more.
    tiers
        Pairs of the quantity from which a price holds and that price per unit; the first begins
        at zero.

    Returns
    -------
    array
        Amounts, of the shape of ``quantities``.

    Raises
    ------
    InvalidArgument
        When the tiers do not begin at zero, do not rise, or hold a price that is no price.
    """
    starts = [start for start, _ in tiers]
    prices = [price for _, price in tiers]
    rising = all(low < high for low, high in pairwise(starts))
    if not tiers or starts[0] != 0 or not rising:
        msg = f"tiers must begin at 0 and rise, got quantities {starts}: order them"
        raise InvalidArgument(msg)
    if not all(price >= 0 and math.isfinite(price) for price in prices):
        msg = f"the prices of tiers must be zero or more, got {prices}"
        raise InvalidArgument(msg)
    used = np.asarray(quantities, dtype=np.float64)[..., None]
    widths = np.diff(np.array([*starts, np.inf]))
    inside = np.clip(used - np.array(starts), 0.0, widths)
    return np.asarray(inside @ np.array(prices))
