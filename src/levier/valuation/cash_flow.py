"""When money comes back: payback, trough and return of flows by month, draw by draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

NEVER = -1


@dataclass(frozen=True, slots=True)
class CashFlow:
    """What d possible courses of a cash flow amount to.

    Attributes
    ----------
    cumulative
        (d, m) sum of the flows up to the end of each month.
    payback
        (d,) number of the first month at whose end the sum is back at zero or above and stays
        there to the end; ``NEVER`` where it does not.
    trough
        (d,) the lowest sum, zero at most: the cash that must be found.
    trough_month
        (d,) number of the month of the trough; 0 where the sum is never below zero.
    """

    cumulative: Array
    payback: NDArray[np.intp]
    trough: Array
    trough_month: NDArray[np.intp]


def cash_flow(flows: Array) -> CashFlow:
    """Add up flows (d, m), months counted from 1."""
    cumulative = np.cumsum(flows, axis=1)
    below = cumulative < 0
    months = flows.shape[1]
    last_below = np.where(below.any(axis=1), months - np.argmax(below[:, ::-1], axis=1), 0)
    payback = np.where(last_below < months, last_below + 1, NEVER)
    lowest = np.argmin(cumulative, axis=1)
    trough = np.minimum(cumulative[np.arange(len(flows)), lowest], 0.0)
    return CashFlow(cumulative, payback, trough, np.where(trough < 0, lowest + 1, 0))


def return_on_cost(value: Array, cost: Array) -> Array:
    """Give (value - cost) / cost, draw by draw (d,); not finite where nothing was spent."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(cost > 0, (value - cost) / cost, np.nan))
