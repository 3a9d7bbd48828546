"""The order in which one team loses the least value by waiting.

For constant streams it is Smith's rule (1956, *Naval Research Logistics Quarterly* 3, 59-66): the
highest weight over duration first. With fading streams or last dates no index is right in general:
up to twelve bets every order is weighed, by dynamic programming over subsets (Held and Karp 1962);
beyond, the order by index is improved by moving one bet at a time, and the answer says that it is
not proven.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from levier.errors import InvalidArgument
from levier.portfolio.cost_of_delay import (
    cost_of_delay,
    remaining_share,
    weighted_shortest_job_first,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from levier.portfolio.cost_of_delay import ValueProfile

    Array = NDArray[np.float64]

MOST_WEIGHED = 12
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Schedule:
    """N bets one after the other.

    Attributes
    ----------
    order
        Places of the bets, the first to be done first.
    delay_cost
        Value lost by not finishing everything now.
    proven
        Whether no other order loses less.
    """

    order: tuple[int, ...]
    delay_cost: float
    proven: bool


def delay_cost(
    order: tuple[int, ...], values: ArrayLike, durations: ArrayLike, profile: ValueProfile
) -> Array:
    """Give the value lost by one order.

    Parameters
    ----------
    order
        A permutation of the N bets.
    values, durations
        (..., N) value if finished now, and weeks of work.
    profile
        Of the N bets.

    Returns
    -------
    (...,) summed over the bets.
    """
    weeks = np.asarray(durations, dtype=np.float64)
    finished = np.empty_like(weeks)
    finished[..., list(order)] = np.cumsum(weeks[..., list(order)], axis=-1)
    lost = np.asarray(values) * (1 - remaining_share(profile, finished))
    return np.asarray(lost.sum(axis=-1))


def best_schedule(values: ArrayLike, durations: ArrayLike, profile: ValueProfile) -> Schedule:
    """Find the order that loses the least.

    Parameters
    ----------
    values
        (N,) value if finished now, zero or more.
    durations
        (N,) weeks of work, above zero.
    profile
        When the value comes.

    Raises
    ------
    InvalidArgument
        When a value is negative or a duration is not above zero.
    """
    worth, weeks = (np.asarray(one, dtype=np.float64) for one in (values, durations))
    if (worth < 0).any():
        raise InvalidArgument(f"values must be zero or more, got {worth.min()}")
    index = weighted_shortest_job_first(cost_of_delay(worth, profile, weeks), weeks)
    order = tuple(np.argsort(-index, kind="stable").tolist())
    smith = profile.is_constant and bool(weeks.sum() + 1 <= profile.horizon)
    if not smith and len(worth) <= MOST_WEIGHED:
        order = _weighed(worth, weeks, profile)
    elif not smith:
        order = _improved(order, worth, weeks, profile)
    lost = float(delay_cost(order, worth, weeks, profile))
    return Schedule(order, lost, smith or len(worth) <= MOST_WEIGHED)


def _weighed(values: Array, weeks: Array, profile: ValueProfile) -> tuple[int, ...]:
    """Weigh every order: the least loss of each subset done first, by the bet that ends it."""
    bets = len(values)
    members = (np.arange(2**bets)[:, None] >> np.arange(bets)) & 1
    finished = members @ weeks
    lost = values * (1 - remaining_share(profile, np.repeat(finished[:, None], bets, axis=1)))
    least, last = np.zeros(2**bets), np.zeros(2**bets, dtype=np.intp)
    for subset in range(1, 2**bets):
        inside = np.flatnonzero(members[subset])
        totals = least[subset ^ (1 << inside)] + lost[subset, inside]
        last[subset] = inside[np.argmin(totals)]
        least[subset] = totals.min()
    return _traced(last, 2**bets - 1)


def _traced(last: NDArray[np.intp], subset: int) -> tuple[int, ...]:
    backwards = []
    while subset:
        backwards.append(int(last[subset]))
        subset ^= 1 << int(last[subset])
    return tuple(reversed(backwards))


def _improved(
    order: tuple[int, ...], values: Array, weeks: Array, profile: ValueProfile
) -> tuple[int, ...]:
    """Move one bet at a time to where the loss falls the most, until it falls no more."""
    lost = float(delay_cost(order, values, weeks, profile))
    while True:
        moved = [_moved(order, one, to) for one in range(len(order)) for to in range(len(order))]
        found = [float(delay_cost(one, values, weeks, profile)) for one in moved]
        best = int(np.argmin(found))
        if found[best] >= lost - _NOTHING * max(1.0, lost):
            return order
        order, lost = moved[best], found[best]


def _moved(order: tuple[int, ...], one: int, to: int) -> tuple[int, ...]:
    rest = order[:one] + order[one + 1 :]
    return (*rest[:to], order[one], *rest[to:])
