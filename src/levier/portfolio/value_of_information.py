"""What it would be worth to know: everything (EVPI), or one thing (EVPPI).

Raiffa and Schlaifer (1961), *Applied Statistical Decision Theory*: knowledge is worth the gain of
acting on it, on average over what might be learnt; what changes no act is worth nothing. Exact for
states in a list and for a payoff linear in one input; by regression on the draws otherwise (Strong,
Oakley and Brennan 2014, *Medical Decision Making* 34, 311-326).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import BSpline

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

_KNOTS, _DEGREE = 6, 3
_FEWEST = 100


@dataclass(frozen=True, slots=True)
class LinearChoice:
    """Do the thing, which pays ``intercept + slope x``, or leave it, which pays ``otherwise``."""

    intercept: float
    slope: float
    otherwise: float

    def best(self, x: ArrayLike) -> Array:
        """Payoff of the better act when x is known, same shape."""
        done = self.intercept + self.slope * np.asarray(x, dtype=np.float64)
        return np.maximum(done, self.otherwise)

    def value_of_knowing(self, draws: ArrayLike) -> float:
        """Give the expected value of perfect information on x, from its (S,) draws."""
        x = np.asarray(draws, dtype=np.float64)
        return max(0.0, float(self.best(x).mean() - self.best(x.mean())))


def perfect_information(payoffs: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Give the expected value of perfect information.

    Parameters
    ----------
    payoffs
        (D, S) of each of D acts in each of S draws or states.
    weights
        (S,) probabilities of the states; equal when None.

    Returns
    -------
    float
        Mean over the states of the best payoff, less the best mean payoff; zero or more.

    Raises
    ------
    InvalidArgument
        When the weights are negative or do not fit.
    """
    table = np.atleast_2d(np.asarray(payoffs, dtype=np.float64))
    chance = _probabilities(weights, table.shape[1])
    return max(0.0, float(table.max(axis=0) @ chance - (table @ chance).max()))


def partial_information(payoffs: ArrayLike, known: ArrayLike) -> float:
    """Give the expected value of learning one input, by regression on the draws.

    Parameters
    ----------
    payoffs
        (D, S) of D acts in S draws, at least 100.
    known
        (S,) the input in those draws, or a summary of the data of a study: then it is the expected
        value of sample information (Strong, Oakley, Brennan and Breeze 2015, *Medical Decision
        Making* 35, 570-583).

    Returns
    -------
    float
        Between zero and ``perfect_information``, which bounds it in theory and here.

    Raises
    ------
    InvalidArgument
        When there are too few draws for the regression.
    """
    table = np.atleast_2d(np.asarray(payoffs, dtype=np.float64))
    x = np.asarray(known, dtype=np.float64)
    if len(x) < _FEWEST or len(x) != table.shape[1]:
        raise InvalidArgument(
            f"regression needs at least {_FEWEST} draws, as many of the input as of the payoffs; "
            f"got {len(x)} and {table.shape[1]}"
        )
    basis = _spline_basis(x)
    weights, *_ = np.linalg.lstsq(basis, table.T, rcond=None)
    return min(perfect_information((basis @ weights).T), perfect_information(table))


def _spline_basis(x: Array) -> Array:
    """Give cubic B-splines with knots at quantiles, (S, k); a constant when x is one number."""
    inner = np.unique(np.quantile(x, np.linspace(0, 1, _KNOTS + 2)))
    if len(inner) < 2:
        return np.ones((len(x), 1))
    knots = np.concatenate([[inner[0]] * _DEGREE, inner, [inner[-1]] * _DEGREE])
    return np.asarray(BSpline.design_matrix(x, knots, _DEGREE).toarray())


def _probabilities(weights: ArrayLike | None, states: int) -> Array:
    if weights is None:
        return np.full(states, 1 / states)
    chance = np.asarray(weights, dtype=np.float64)
    if chance.shape != (states,) or (chance < 0).any() or not np.isclose(chance.sum(), 1.0):
        raise InvalidArgument(f"expected {states} probabilities that sum to 1, got {weights}")
    return chance
