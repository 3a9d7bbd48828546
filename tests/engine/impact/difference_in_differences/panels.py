"""Simulated roll-outs with a known effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.impact.designs.difference_in_differences import NEVER, Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


def panel_of(
    outcome: NDArray[np.float64],
    first_treated: NDArray[np.int64],
    cluster: NDArray[np.int64] | None = None,
    weights: NDArray[np.float64] | None = None,
) -> Panel:
    """Name the units; alone in their cluster and of equal weight unless told."""
    count = len(outcome)
    return Panel(
        units=tuple(f"shop {number}" for number in range(count)),
        outcome=outcome,
        first_treated=first_treated,
        weights=np.ones(count) if weights is None else weights,
        cluster=np.arange(count) if cluster is None else cluster,
    )


def starts(sizes: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Give the first period of each unit, from (first period, how many) pairs."""
    return np.repeat([first for first, _ in sizes], [many for _, many in sizes]).astype(np.int64)


def planted(
    first_treated: NDArray[np.int64], periods: int, effect: Callable[[int, int], float]
) -> NDArray[np.float64]:
    """Give (N, T) of effect(first period, periods since), zero before."""
    table = np.zeros((len(first_treated), periods))
    for row, first in enumerate(first_treated):
        for period in range(min(int(first), periods), periods):
            table[row, period] = effect(int(first), period - int(first))
    return table


def parallel_trends(
    generator: np.random.Generator, count: int, periods: int
) -> NDArray[np.float64]:
    """Give (N, T): a level for each unit and a common wandering of the periods."""
    levels = generator.normal(100, 20, (count, 1))
    return np.asarray(levels + generator.normal(0, 3, periods).cumsum())


def growing(first: int, since: int) -> float:
    """Give an effect that grows, faster for those reached first."""
    return (since + 1) * (3.0 if first == 2 else 1.0)


THREE_WAVES = [(2, 40), (4, 40), (NEVER, 60)]
