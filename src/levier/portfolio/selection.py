"""Which bets to take under capacity, budget, cash and dependencies: a mixed integer programme.

Solved by HiGHS (Huangfu and Hall 2018, *Mathematical Programming Computation* 10, 119-142) through
``scipy.optimize.milp``, with its proof: the bound says that nothing better exists. Risk is the mean
of the worst draws (CVaR), linear in the choice with one help variable a draw (Rockafellar and
Uryasev 2000, *Journal of Risk* 2, 21-41).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

from levier.portfolio.bets import NEUTRAL, Fixed, Selection, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from levier.portfolio.bets import Bets, Risk, Row

    Array = NDArray[np.float64]

_SAME = 1e-6
_LARGEST = 1e3
"""Largest coefficient of the objective: with small ones HiGHS writes remarks to stdout."""
_OPTIMAL, _STOPPED = 0, 1


@dataclass(frozen=True, slots=True)
class Effort:
    """When the solver may stop.

    Attributes
    ----------
    gap
        It is this near to the best there is, as a share of it.
    seconds
        It has sought for so long; what it found is then told with its gap.
    """

    gap: float
    seconds: float


EXACT = Effort(0.0, 60.0)


def select(
    bets: Bets,
    risk: Risk = NEUTRAL,
    fixed: Fixed | None = None,
    rows: tuple[Row, ...] | None = None,
    effort: Effort = EXACT,
) -> Selection | None:
    """Choose what brings the most within the limits.

    Parameters
    ----------
    bets
        Among which to choose.
    risk
        How bad futures count.
    fixed
        Bets taken or left beforehand.
    rows
        Constraints in place of those of ``bets``.
    effort
        When the solver may stop.

    Returns
    -------
    Selection
        None when nothing at all keeps within the limits: ``conflicts.conflicting`` says which.
    """
    return _solved(bets, risk, fixed or Fixed(), rows_of(bets) if rows is None else rows, effort)


def tail_mean(totals: ArrayLike, tail: float = 0.05) -> float:
    """Give the mean of the worst share ``tail`` of the draws (CVaR), with the last one in part."""
    ordered = np.sort(np.asarray(totals, dtype=np.float64))
    weights = np.clip(tail * len(ordered) - np.arange(len(ordered)), 0.0, 1.0)
    return float(ordered @ weights / weights.sum())


def _solved(
    bets: Bets, risk: Risk, fixed: Fixed, rows: Sequence[Row], effort: Effort
) -> Selection | None:
    size, draws = bets.values.shape
    scale = max(1.0, float(np.abs(bets.values).max()))
    unit = scale / _LARGEST
    helpers = draws + 1 if risk.counts else 0
    answer = milp(
        _objective(bets, risk, helpers) / unit,
        integrality=np.concatenate([np.ones(size), np.zeros(helpers)]),
        bounds=_bounds(size, helpers, fixed),
        constraints=_constraints(bets, risk, rows, helpers, scale),
        options={"mip_rel_gap": effort.gap, "time_limit": effort.seconds},
    )
    if answer.status not in (_OPTIMAL, _STOPPED) or answer.x is None:
        return None
    objective = float(-answer.fun) * unit
    bound = objective if answer.mip_dual_bound is None else float(-answer.mip_dual_bound) * unit
    proven = abs(bound - objective) <= _SAME * max(1.0, abs(objective))
    chosen = np.flatnonzero(np.round(answer.x[:size]) == 1)
    return Selection(tuple(chosen.tolist()), objective, bound, proven)


def _objective(bets: Bets, risk: Risk, helpers: int) -> Array:
    """Minus (1 - a) mean - a (t - sum of the excesses / (S tail)): what is minimised.

    The threshold and the excesses are in units of the largest value, as the rows below are.
    """
    means = (1 - risk.aversion) * bets.values.mean(axis=1)
    if not helpers:
        return np.asarray(-means)
    return np.concatenate([-means, -risk.aversion * _tail(risk, helpers) * _unit(bets)])


def _tail(risk: Risk, helpers: int) -> Array:
    """Weights of the threshold and of the excesses in the mean of the worst draws."""
    draws = helpers - 1
    return np.concatenate([[1.0], np.full(draws, -1.0 / (risk.tail * draws))])


def _unit(bets: Bets) -> float:
    return max(1.0, float(np.abs(bets.values).max()))


def _bounds(size: int, helpers: int, fixed: Fixed) -> Bounds:
    low, high = np.zeros(size + helpers), np.full(size + helpers, np.inf)
    high[:size] = 1.0
    low[list(fixed.taken)] = 1.0
    high[list(fixed.left)] = 0.0
    if helpers:
        low[size] = -np.inf
    return Bounds(low, high)


def _constraints(
    bets: Bets, risk: Risk, rows: Sequence[Row], helpers: int, scale: float
) -> list[LinearConstraint]:
    size = len(bets.names)
    found = []
    if rows:
        weights = np.array([row.weights for row in rows])
        unit = np.maximum(np.abs(weights).max(axis=1, initial=0.0), 1.0)
        matrix = hstack([csr_array(weights / unit[:, None]), csr_array((len(rows), helpers))])
        low, high = np.array([(row.low, row.high) for row in rows]).T / unit
        found.append(LinearConstraint(matrix, low, high))
    if helpers:
        found.append(_excesses(bets, scale))
    if risk.least is not None:
        tail = np.concatenate([np.zeros(size), _tail(risk, helpers)])[None, :]
        found.append(LinearConstraint(csr_array(tail), risk.least / scale, np.inf))
    return found


def _excesses(bets: Bets, scale: float) -> LinearConstraint:
    """Say that the excess of a draw is at least the threshold less the total of that draw."""
    draws = bets.values.shape[1]
    threshold = coo_array(-np.ones((draws, 1)))
    matrix = hstack([csr_array(bets.values.T / scale), threshold, eye_array(draws)])
    return LinearConstraint(csr_array(matrix), np.zeros(draws), np.inf)
