"""One value again and again: a feed that stopped and repeats what it last knew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHANCE = 0.001
"""Expected number of runs as long in a series whose values repeat as often as this one's do."""
LEAST_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Run:
    """One value repeated from ``first`` to ``last``, both included."""

    first: int
    last: int
    value: float

    @property
    def length(self) -> int:
        """How many periods have it."""
        return self.last - self.first + 1


def stuck_runs(values: NDArray[np.float64]) -> list[Run]:
    """List the runs of one value, zero left out, that are too long for chance.

    With p the part of consecutive pairs that are equal elsewhere (Laplace's rule of succession, so
    that it is never zero), T p^(L - 1) runs of length L are expected among T periods.

    Parameters
    ----------
    values
        (T,) NaN where nothing was observed.
    """
    equal = values[1:] == values[:-1]
    found = []
    for run in _runs(values):
        outside = np.concatenate([equal[: run.first], equal[run.last :]])
        chance = (outside.sum() + 1) / (len(outside) + 1)
        if run.length >= LEAST_LENGTH and len(values) * chance ** (run.length - 1) < CHANCE:
            found.append(run)
    return found


def _runs(values: NDArray[np.float64]) -> list[Run]:
    starts = np.flatnonzero(np.append(True, values[1:] != values[:-1]))
    ends = np.append(starts[1:] - 1, len(values) - 1)
    return [
        Run(int(first), int(last), float(values[first]))
        for first, last in zip(starts, ends, strict=True)
        if last > first and values[first] != 0
    ]
