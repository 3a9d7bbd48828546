"""What one more customer, or one hour saved, is worth.

All arguments are numbers or draws (d,) of them, so that ranges in give ranges out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.valuation.discounting import MONTHS

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]


def lifetime_value(
    monthly_margin: ArrayLike,
    monthly_churn: ArrayLike,
    yearly_rate: ArrayLike = 0.0,
    most_months: int | None = None,
) -> Array:
    """Give the margin that a customer brings over a lifetime.

    Paid at the start of each month by those who are still there: sum over t of
    margin ((1 - churn) v)^t, v the discount of a month. Gupta and Lehmann (2003), *Customers as
    assets*, Journal of Interactive Marketing 17, 9-24.

    Parameters
    ----------
    monthly_margin
        Margin, and not turnover, of one customer in one month.
    monthly_churn
        Share of customers who leave in a month, above 0 and up to 1.
    yearly_rate
        Of discount; above -1.
    most_months
        Count no more than so many months; None counts the whole life.

    Raises
    ------
    InvalidArgument
        When a churn is no share, or nobody ever leaves and nothing is discounted.
    """
    margin, churn, rate = np.broadcast_arrays(
        *(np.asarray(one, dtype=np.float64) for one in (monthly_margin, monthly_churn, yearly_rate))
    )
    if not ((churn > 0) & (churn <= 1)).all():
        msg = f"a monthly churn must be above 0 and up to 1 (0.03 is 3 %), got {monthly_churn!r}"
        raise InvalidArgument(msg)
    if not (rate > -1).all():
        msg = f"a yearly discount rate must be above -1 (0.08 is 8 %), got {yearly_rate!r}"
        raise InvalidArgument(msg)
    kept = (1.0 - churn) * (1.0 + rate) ** (-1.0 / MONTHS)
    if most_months is None:
        if not (kept < 1).all():
            msg = "customers who are worth more each month have no lifetime value: give most_months"
            raise InvalidArgument(msg)
        return np.asarray(margin / (1.0 - kept))
    grown = np.where(
        kept == 1, most_months, (1.0 - kept**most_months) / np.where(kept == 1, 1, 1 - kept)
    )
    return np.asarray(margin * grown)


def saved_time_value(hours: ArrayLike, hourly_cost: ArrayLike, realisation: ArrayLike) -> Array:
    """Give what saved time is worth: the share of it that becomes money or work done.

    Parameters
    ----------
    hours
        Saved, in one period.
    hourly_cost
        Of the people whose time it is, charges included.
    realisation
        The share of saved hours that is put to use, 0 to 1; an hour saved by minutes here and
        there seldom is.

    Raises
    ------
    InvalidArgument
        When the realisation is no share.
    """
    used = np.asarray(realisation, dtype=np.float64)
    if not ((used >= 0) & (used <= 1)).all():
        msg = f"the realisation of saved time must be from 0 to 1, got {realisation!r}"
        raise InvalidArgument(msg)
    return np.asarray(np.asarray(hours, dtype=np.float64) * np.asarray(hourly_cost) * used)
