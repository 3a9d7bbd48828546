"""The most days that a bet may take before something else is chosen in its place.

More days use up capacity and, where they are paid, money; whatever is chosen beside the bet can
follow. The most days with which a choice that holds the bet is worth no less than the best one
without it are therefore the answer of one mixed integer programme, solved in place of a search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from levier.portfolio.bets import LimitKind, rows_of
from levier.portfolio.displaced_value import BreakEven
from levier.portfolio.selection import scaled_rows
from levier.portfolio.solver import Effort, Programme, solve

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from levier.portfolio.bets import Bets, Row

    Array = NDArray[np.float64]

REACH = 4.0
"""Looked for up to that many times the largest draw."""
_PAID = (LimitKind.BUDGET, LimitKind.CASH)
_EFFORT = Effort(0.0005, 2_000)


@dataclass(frozen=True, slots=True)
class Work:
    """The work of one bet.

    Attributes
    ----------
    place
        Of the bet.
    days
        As they are counted in the limits and the values of the bets.
    rate
        Price of one day; zero when people are paid whatever is chosen.
    """

    place: int
    days: float
    rate: float


def largest_effort(bets: Bets, work: Work, otherwise: float, draws: ArrayLike) -> BreakEven | None:
    """Find the most days with which a bet is taken, by mean value.

    Parameters
    ----------
    bets
        Among which to choose.
    work
        Of the bet; its days count in every capacity that it uses, their price in every budget
        and cash limit.
    otherwise
        The best mean total without the bet.
    draws
        (S,) of the days.

    Returns
    -------
    BreakEven
        None when it is taken with any number of days up to four times the largest draw, or with
        none; ``at`` is within a two-thousandth of the largest.
    """
    x = np.asarray(draws, dtype=np.float64)
    top = REACH * float(x.max())
    if not top > 0:
        return None
    found = solve(_programme(bets, work, otherwise, top), _EFFORT)
    if found is None or found.x[-1] >= 1 - _EFFORT.gap:
        return None
    at = float(found.x[-1]) * top
    return BreakEven(at, above=False, chance=float(np.mean(x <= at)))


def _programme(bets: Bets, work: Work, otherwise: float, top: float) -> Programme:
    """Maximise the days, as a share of ``top``: the last variable."""
    size, means = len(bets.names), bets.values.mean(axis=1)
    freed = [_freed(row, work, top) for row in rows_of(bets)]
    fitted = scaled_rows([row for row, _ in freed], size)
    unit = max(float(np.abs(means).max()), work.rate * top) or 1.0
    days = np.array([used for _, used in freed]) / fitted.units
    most, least = np.append(fitted.fits, 1.0), np.zeros(size + 1)
    least[work.place] = 1.0
    worth = np.append(means, -work.rate * top) / unit
    return Programme(
        np.append(np.zeros(size), -1.0),
        np.repeat([1, 0], [size, 1]),
        least,
        most,
        csr_array(np.concatenate([np.column_stack([fitted.weights, days]), worth[None, :]])),
        np.append(fitted.low, (otherwise - work.days * work.rate) / unit),
        np.append(fitted.high, np.inf),
    )


def _freed(row: Row, work: Work, top: float) -> tuple[Row, float]:
    """Take the days of the bet out of a constraint; give what ``top`` of them would use of it."""
    weights = row.weights.copy()
    if row.kind is LimitKind.CAPACITY and weights[work.place] > 0:
        weights[work.place] = 0.0
        return replace(row, weights=weights), top
    if row.kind in _PAID:
        weights[work.place] -= work.days * work.rate
        return replace(row, weights=weights), work.rate * top
    return row, 0.0
