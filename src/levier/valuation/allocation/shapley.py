"""The Shapley value of a cost: what each consumer adds, averaged over every order of arrival.

Shapley (1953), *A value for n-person games*, in *Contributions to the Theory of Games* II, 307-317.
It is the one rule under which the parts add up, those who add the same pay the same, who adds
nothing pays nothing, and the parts of two costs are the sum of the parts of each. Exact up to
twelve consumers (2^12 groups); beyond, orders of arrival are drawn by lot, each with its reverse,
and the error of each part is told (Castro, Gómez and Tejada 2009, *Polynomial calculation of the
Shapley value based on sampling*, Computers & Operations Research 36, 1726-1730).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.errors import InvalidArgument

Array = NDArray[np.float64]
Members = NDArray[np.bool_]
Game = Callable[[Members], Array]
"""The cost of groups: (g, n) of who belongs to each of g groups, to (g,) costs."""
Arrivals = Callable[[NDArray[np.intp]], Array]
"""The same along orders of arrival: (p, n) who arrives when, to (p, n) costs of all arrived."""

LARGEST_EXACT = 12
ORDERS, FEWEST_ORDERS = 4_000, 400
"""Orders of arrival drawn, their reverses included, unless told otherwise."""
_ARRIVALS = 2_000_000
"""In all: beyond five hundred consumers fewer orders are drawn, and the error says so."""
MOST_CONSUMERS = 5_000
_AT_ONCE = 200_000


@dataclass(frozen=True, slots=True)
class ShapleyValue:
    """What each of n consumers bears.

    Attributes
    ----------
    values
        (n,) that add up to the cost of all together.
    errors
        (n,) standard error of each; zero when all orders were counted.
    exact
        Whether all orders were counted.
    """

    values: Array
    errors: Array
    exact: bool


def shapley_value(
    game: Game,
    consumers: int,
    seed: int = 0,
    orders: int | None = None,
    arrivals: Arrivals | None = None,
) -> ShapleyValue:
    """Give what each consumer adds to the cost, on average over the orders of arrival.

    Parameters
    ----------
    game
        The cost of groups; that of nobody must be zero.
    consumers
        How many there are, from one to ``MOST_CONSUMERS``.
    seed
        Where the drawn orders start from, beyond twelve consumers.
    orders
        How many are drawn, an even number of at least four; by default ``ORDERS``, and fewer
        for more than five hundred consumers.
    arrivals
        The same costs along orders of arrival, where they are known without asking ``game`` of
        every group of each order: n times fewer figures.

    Raises
    ------
    InvalidArgument
        When there is no consumer or too many, or the group of nobody costs something.
    """
    if not 1 <= consumers <= MOST_CONSUMERS:
        msg = (
            f"a cost is shared by 1 to {MOST_CONSUMERS} consumers when each bears what it adds,"
            f" got {consumers}: group the small ones, or split by usage"
        )
        raise InvalidArgument(msg)
    nobody = float(game(np.zeros((1, consumers), dtype=np.bool_))[0])
    if nobody != 0:
        msg = f"a group of nobody must cost nothing, got {nobody}"
        raise InvalidArgument(msg)
    if consumers <= LARGEST_EXACT:
        values = _exact(game, consumers)
        return ShapleyValue(values, np.zeros(consumers), exact=True)
    along = arrivals or (lambda order: _along(game, order))
    drawn = orders or max(FEWEST_ORDERS, min(ORDERS, _ARRIVALS // consumers))
    return _sampled(along, consumers, seed, drawn)


def _exact(game: Game, consumers: int) -> Array:
    """Sum over groups S without i: |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))."""
    groups = np.arange(2**consumers)
    inside = (groups[:, None] >> np.arange(consumers)) & 1 == 1
    costs = game(inside)
    sizes = inside.sum(axis=1)
    arrangements = [1 / (consumers * math.comb(consumers - 1, size)) for size in range(consumers)]
    weight = np.array([*arrangements, 0.0])[sizes]
    return np.array([
        float(weight[without] @ (costs[groups[without] | (1 << one)] - costs[without]))
        for one, without in ((one, ~inside[:, one]) for one in range(consumers))
    ])  # fmt: skip


def _sampled(along: Arrivals, consumers: int, seed: int, orders: int) -> ShapleyValue:
    """Draw orders in pairs, one the reverse of the other; the error is that of the pairs."""
    drawing = np.random.default_rng(seed)
    pairs = max(2, orders // 2)
    batch = max(1, _AT_ONCE // consumers**2)
    means = []
    for start in range(0, pairs, batch):
        order = drawing.permuted(
            np.tile(np.arange(consumers), (min(batch, pairs - start), 1)), axis=1
        )
        means.append((_added(along, order) + _added(along, order[:, ::-1])) / 2)
    added = np.concatenate(means)
    return ShapleyValue(
        added.mean(axis=0), added.std(axis=0, ddof=1) / math.sqrt(pairs), exact=False
    )


def _added(along: Arrivals, order: NDArray[np.intp]) -> Array:
    """Give what each consumer (n) adds in each order (p), as (p, n)."""
    steps = np.diff(along(order), axis=1, prepend=0.0)
    return np.asarray(np.take_along_axis(steps, np.argsort(order, axis=1), axis=1))


def _along(game: Game, order: NDArray[np.intp]) -> Array:
    """Ask the cost of everybody arrived after each arrival."""
    count, consumers = order.shape
    place = np.argsort(order, axis=1)
    inside = place[:, None, :] <= np.arange(consumers)[None, :, None]
    return game(inside.reshape(-1, consumers)).reshape(count, consumers)
