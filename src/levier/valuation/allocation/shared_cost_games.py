"""What groups of consumers would cost by themselves: the games that Shapley values are taken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.valuation.allocation.tariff import tiered_cost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from levier.valuation.allocation.shapley import Arrivals, Game

    Array = NDArray[np.float64]


def peak_game(usage: Array) -> Game:
    """Make the cost of a capacity sized for the busiest moment.

    Parameters
    ----------
    usage
        (t, n) what each of n consumers used at each of t moments. With one moment and the
        largest user deciding, see ``largest_game``.
    """

    def cost(members: NDArray[np.bool_]) -> Array:
        return np.asarray((members.astype(np.float64) @ usage.T).max(axis=1, initial=0.0))

    return cost


def largest_game(needs: Array) -> Game:
    """Make the cost of something sized for its largest user, who makes it serve the others.

    Littlechild and Owen (1973), *A simple expression for the Shapley value in a special case*,
    Management Science 20, 370-372: the runway of an airport.

    Parameters
    ----------
    needs
        (n,) what each would cost alone.
    """

    def cost(members: NDArray[np.bool_]) -> Array:
        return np.asarray(np.where(members, needs, 0.0).max(axis=1, initial=0.0))

    return cost


def tariff_game(quantities: Array, tiers: Sequence[tuple[float, float]]) -> Game:
    """Make the cost of buying together at a price by quantity.

    Parameters
    ----------
    quantities
        (n,) of each consumer.
    tiers
        As ``tariff.tiered_cost`` takes them.
    """

    def cost(members: NDArray[np.bool_]) -> Array:
        return tiered_cost(members.astype(np.float64) @ quantities, tiers)

    return cost


def peak_arrivals(usage: Array) -> Arrivals:
    """Make the cost of ``peak_game`` along orders of arrival."""

    def cost(order: NDArray[np.intp]) -> Array:
        return np.asarray(np.cumsum(usage[:, order], axis=2).max(axis=0, initial=0.0))

    return cost


def largest_arrivals(needs: Array) -> Arrivals:
    """Make the cost of ``largest_game`` along orders of arrival."""

    def cost(order: NDArray[np.intp]) -> Array:
        return np.asarray(np.maximum.accumulate(needs[order], axis=1))

    return cost


def tariff_arrivals(quantities: Array, tiers: Sequence[tuple[float, float]]) -> Arrivals:
    """Make the cost of ``tariff_game`` along orders of arrival."""

    def cost(order: NDArray[np.intp]) -> Array:
        return tiered_cost(np.cumsum(quantities[order], axis=1), tiers)

    return cost
