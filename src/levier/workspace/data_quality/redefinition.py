"""Publications that revise nearly all of the past by one factor: the metric counts another thing.

Late data and corrections move the newest periods, or some of them, up or down; a change of
definition moves all of them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from levier.workspace.data_quality.period_ages import Publications

LEAST_PERIODS = 8
"""That eight revisions go the same way by chance: one in 128."""
ALIKE = 0.9
"""Part of the past periods that must be revised, and the same way: the newest may grow besides."""
NARROW = 2.0
"""P10 and P90 of the factors lie within half and twice the middle; of independent revisions that
happened to go the same way P10 would be a fifth of it (half a normal distribution)."""
SMALLEST = 0.001
"""Rounding is no redefinition."""


@dataclass(frozen=True, slots=True)
class Redefinition:
    """One change of definition, between two publications.

    Attributes
    ----------
    before, after
        Numbers of the last publication by the old definition and the first by the new.
    known, changed
        Their days.
    shift, low, high
        Median, P10 and P90 of the logarithm of new over old.
    periods
        How many periods both publications hold.
    """

    before: int
    after: int
    known: date
    changed: date
    shift: float
    low: float
    high: float
    periods: int

    @property
    def factor(self) -> float:
        """The relative change of past values: -0.04 is 4% less."""
        return float(np.expm1(self.shift))


def redefinitions(publications: Publications) -> tuple[Redefinition, ...]:
    """Find every change of definition, in the order of publications."""
    last: dict[int, tuple[float, int, int]] = {}
    found = []
    for number in range(len(publications.instants)):
        rows = np.flatnonzero(publications.published == number)
        change = _change(publications, last, rows, number)
        if change is not None:
            found.append(change)
        for row in rows:
            day = int(publications.dates[row].astype(np.int64))
            last[day] = (publications.values[row], int(publications.units[row]), number)
    return tuple(found)


def _change(
    publications: Publications,
    last: dict[int, tuple[float, int, int]],
    rows: NDArray[np.intp],
    number: int,
) -> Redefinition | None:
    moved, since = [], []
    for row in rows:
        earlier = last.get(int(publications.dates[row].astype(np.int64)))
        if earlier is None or earlier[1] != publications.units[row]:
            continue
        value, _, when = earlier
        if value > 0 and publications.values[row] > 0:
            moved.append(np.log(publications.values[row] / value))
            since.append(when)
    if len(moved) < LEAST_PERIODS or not _together(np.array(moved)):
        return None
    low, middle, high = np.quantile(moved, (0.1, 0.5, 0.9))
    before = max(since)
    return Redefinition(
        before,
        number,
        _day(publications.instants[before]),
        _day(publications.instants[number]),
        float(middle),
        float(low),
        float(high),
        len(moved),
    )


def _together(moved: NDArray[np.float64]) -> bool:
    """Tell whether revisions, as logarithms (n,), are one common factor."""
    low, middle, high = np.quantile(moved, (0.1, 0.5, 0.9))
    if abs(middle) < SMALLEST:
        return False
    same_way = np.mean(np.sign(moved) == np.sign(middle)) >= ALIKE
    within = (low / middle, high / middle)
    return bool(same_way and min(within) >= 1 / NARROW and max(within) <= NARROW)


def _day(instant: np.datetime64) -> date:
    day: date = instant.astype("datetime64[D]").item()
    return day
