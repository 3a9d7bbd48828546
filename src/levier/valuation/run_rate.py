"""Where a budget line ends if its months go on as they went."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import stdtr, stdtrit

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 3
"""Months from which a spread can be told."""


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The total at the end of a period.

    Attributes
    ----------
    spent
        What is spent so far.
    low, mid, high
        P10, P50 and P90 of the total; all three equal ``spent`` when no month is left.
    over
        The chance that the total is above the budget, 0 to 1.
    """

    spent: float
    low: float
    mid: float
    high: float
    over: float


def year_end(months: Sequence[float], left: int, budget: float) -> YearEnd | None:
    """Give where a line ends if the months that are left are drawn like those seen.

    Months are taken as exchangeable and roughly Gaussian: the total of ``left`` new ones has the
    predictive distribution of Student with n − 1 degrees of freedom, centre ``left`` × mean and
    scale s √(left + left² / n) (Gelman and others, Bayesian Data Analysis, 3rd ed., section 3.2).
    A line that is paid once a year is not like that: say so with its own plan.

    Parameters
    ----------
    months
        What each whole month seen cost, in money.
    left
        Whole months still to come, 0 or more.
    budget
        The amount of the line, in the same money.

    Returns
    -------
    YearEnd or None
        None when months are left and fewer than three were seen.

    Raises
    ------
    InvalidArgument
        When ``left`` is negative.
    """
    if left < 0:
        raise InvalidArgument(f"left is {left}: give the months still to come, 0 or more")
    spent = math.fsum(months)
    if left == 0:
        return YearEnd(spent, spent, spent, spent, float(spent > budget))
    count = len(months)
    if count < LEAST:
        return None
    centre = spent + left * spent / count
    scale = float(np.std(np.asarray(months, float), ddof=1)) * math.sqrt(left + left**2 / count)
    if scale == 0.0:
        return YearEnd(spent, centre, centre, centre, float(centre > budget))
    reach = scale * float(stdtrit(count - 1, 0.9))
    over = float(stdtr(count - 1, (centre - budget) / scale))
    return YearEnd(spent, centre - reach, centre, centre + reach, over)
