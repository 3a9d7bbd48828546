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
    """Find every change of definition, in the order of publications.

    Each value is compared with the one published before it for the same period and as many units.
    """
    dates, values, units = publications.dates, publications.values, publications.units
    again = (dates[1:] == dates[:-1]) & (units[1:] == units[:-1])
    again &= (values[1:] > 0) & (values[:-1] > 0)
    later = np.flatnonzero(again) + 1
    later = later[np.argsort(publications.published[later], kind="stable")]
    numbers = publications.published[later]
    groups = np.split(later, np.flatnonzero(np.diff(numbers)) + 1)
    found = (_change(publications, rows) for rows in groups)
    return tuple(change for change in found if change is not None)


def _change(publications: Publications, rows: NDArray[np.intp]) -> Redefinition | None:
    """Compare one publication with what was known before of its periods, its ``rows``."""
    if len(rows) < LEAST_PERIODS:
        return None
    moved = np.log(publications.values[rows] / publications.values[rows - 1])
    if not _together(moved):
        return None
    low, middle, high = np.quantile(moved, (0.1, 0.5, 0.9))
    before = int(publications.published[rows - 1].max())
    after = int(publications.published[rows[0]])
    return Redefinition(
        before,
        after,
        _day(publications.instants[before]),
        _day(publications.instants[after]),
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
