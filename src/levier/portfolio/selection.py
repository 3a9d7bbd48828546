"""Which bets to take under capacity, budget, cash and dependencies: a mixed integer programme.

Solved with its proof: the bound says that nothing better exists. Risk is the mean of the worst
draws (CVaR), linear in the choice with one help variable a draw (Rockafellar and Uryasev 2000,
*Journal of Risk* 2, 21-41).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array, eye_array, hstack, vstack

from levier.portfolio.bets import NEUTRAL, Fixed, Selection, rows_of
from levier.portfolio.solver import Effort, Programme, solve
from levier.portfolio.worst_draws import tail_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.portfolio.bets import Bets, Risk, Row

    Array = NDArray[np.float64]

_SAME = 1e-6
_LARGEST = 1e3
"""Largest coefficient of the objective: HiGHS stops within a millionth of the best in absolute."""
EXACT = Effort(0.0, 50_000)


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


def _solved(
    bets: Bets, risk: Risk, fixed: Fixed, rows: Sequence[Row], effort: Effort
) -> Selection | None:
    size = len(bets.names)
    fitted = scaled_rows(rows, size)
    possible = replace(bets, values=bets.values * fitted.fits[:, None])
    scale = float(np.abs(possible.values).max()) or 1.0
    found = solve(_programme(possible, risk, fixed, fitted, scale), effort)
    if found is None:
        return None
    chosen = np.flatnonzero(np.round(found.x[:size]) == 1)
    objective = _objective(bets, risk, chosen)
    bound = max(objective, -found.bound * scale / _LARGEST)
    near = _SAME * max(abs(objective), float(np.abs(possible.values.mean(axis=1)).max()))
    return Selection(tuple(chosen.tolist()), objective, bound, bool(bound - objective <= near))


def _objective(bets: Bets, risk: Risk, chosen: NDArray[np.intp]) -> float:
    totals = bets.values[chosen].sum(axis=0)
    mean = float(bets.values[chosen].mean(axis=1).sum())
    if not risk.aversion:
        return mean
    return (1 - risk.aversion) * mean + risk.aversion * tail_mean(totals, risk.tail)


def _programme(bets: Bets, risk: Risk, fixed: Fixed, fitted: ScaledRows, scale: float) -> Programme:
    size, draws = bets.values.shape
    helpers = draws + 1 if risk.counts else 0
    least, most = np.zeros(size + helpers), np.full(size + helpers, np.inf)
    most[:size] = fitted.fits
    least[list(fixed.taken)] = 1.0
    most[list(fixed.left)] = 0.0
    if helpers:
        least[size] = -np.inf
    matrices = [hstack([csr_array(fitted.weights), csr_array((len(fitted.low), helpers))])]
    low, high = [fitted.low], [fitted.high]
    if helpers:
        matrices.append(_excesses(bets, scale))
        low, high = [*low, np.zeros(draws)], [*high, np.full(draws, np.inf)]
    if risk.least is not None:
        tail = np.concatenate([np.zeros(size), _tail(risk, helpers)])[None, :]
        matrices.append(csr_array(tail))
        low, high = [*low, np.array([risk.least / scale])], [*high, np.array([np.inf])]
    return Programme(
        _costs(bets, risk, helpers, scale),
        np.repeat([1, 0], [size, helpers]),
        least,
        most,
        csr_array(vstack(matrices)),
        np.concatenate(low),
        np.concatenate(high),
    )


@dataclass(frozen=True, slots=True)
class ScaledRows:
    """R constraints, each in the unit of its largest weight.

    Attributes
    ----------
    weights, low, high
        (R, N), (R,), (R,).
    units
        (R,) what each row was divided by.
    fits
        (N,) 0 for a bet that breaks a limit by itself, even with all that brings some; else 1.
    """

    weights: Array
    low: Array
    high: Array
    units: Array
    fits: Array


def scaled_rows(rows: Sequence[Row], size: int) -> ScaledRows:
    """Scale constraints, without the weights of bets that can never be taken.

    A use of a billion days would else make its row's unit so large that the uses of the others
    vanished under the tolerance of the solver.

    Parameters
    ----------
    rows
        R of them.
    size
        N.
    """
    weights = np.array([row.weights for row in rows]).reshape(len(rows), size)
    low, high = np.array([(row.low, row.high) for row in rows]).reshape(len(rows), 2).T
    brought = np.minimum(weights, 0.0).sum(axis=1)
    room = high - brought + _SAME * np.abs(high)
    fits = (np.maximum(weights, 0.0) <= room[:, None]).all(axis=0).astype(np.float64)
    kept = weights * np.where(low[:, None] > -np.inf, 1.0, fits)
    largest = np.abs(kept).max(axis=1, initial=0.0)
    units = np.where(largest > 0, largest, 1.0)
    return ScaledRows(kept / units[:, None], low / units, high / units, units, fits)


def _costs(bets: Bets, risk: Risk, helpers: int, scale: float) -> Array:
    """Minus (1 - a) mean - a (t - sum of the excesses / (S tail)): what is minimised.

    The threshold and the excesses are in units of the largest value, as the rows below are.
    """
    means = (1 - risk.aversion) * bets.values.mean(axis=1) / scale
    tail = risk.aversion * _tail(risk, helpers) if helpers else np.zeros(0)
    return np.asarray(-_LARGEST * np.concatenate([means, tail]))


def _tail(risk: Risk, helpers: int) -> Array:
    """Weights of the threshold and of the excesses in the mean of the worst draws."""
    draws = helpers - 1
    return np.concatenate([[1.0], np.full(draws, -1.0 / (risk.tail * draws))])


def _excesses(bets: Bets, scale: float) -> csr_array:
    """Say that the excess of a draw is at least the threshold less the total of that draw."""
    draws = bets.values.shape[1]
    threshold = coo_array(-np.ones((draws, 1)))
    return csr_array(hstack([csr_array(bets.values.T / scale), threshold, eye_array(draws)]))
