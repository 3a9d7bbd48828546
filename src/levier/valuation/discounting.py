"""Money of different months made comparable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MONTHS = 12


def discount_factors(months: int, yearly_rate: ArrayLike) -> NDArray[np.float64]:
    """Give what one unit of money is worth today that comes at the end of each month.

    (1 + rate)^-(t/12) for t = 1..months.

    Parameters
    ----------
    months
        How many.
    yearly_rate
        A number or (d,) draws of it; above minus one.

    Returns
    -------
    array
        (months,) or (d, months).

    Raises
    ------
    InvalidArgument
        When a rate loses everything, or more.
    """
    rate = np.asarray(yearly_rate, dtype=np.float64)
    if not (rate > -1).all():
        msg = f"a yearly discount rate must be above -1 (0.08 is 8 %), got {yearly_rate!r}"
        raise InvalidArgument(msg)
    when = np.arange(1, months + 1) / MONTHS
    return np.asarray((1.0 + rate[..., None]) ** -when)


def present_value(flows: ArrayLike, yearly_rate: ArrayLike) -> NDArray[np.float64]:
    """Give the worth today of flows (..., months), each at the end of its month."""
    amounts = np.asarray(flows, dtype=np.float64)
    return np.asarray((amounts * discount_factors(amounts.shape[-1], yearly_rate)).sum(axis=-1))
