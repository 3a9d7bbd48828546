"""One metric on a scale on which a lost part is a step down, with what comes back each week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.model import Grain

if TYPE_CHECKING:
    from levier.workspace.measurement.calendar_index import PeriodIndex

Array = NDArray[np.float64]

BACK = 4
"""How many comparable periods before (and after) a value is compared with: their median is not
moved by one of them being wrong."""
_LEAST = 3
_MAD_TO_SD = 1.4826
_COUNT_OFFSET = 0.5
_SHARE_OF_USUAL = 0.01
_WEEKS_IN_YEAR = 52
_PERIODS_IN_YEAR = {Grain.WEEK: _WEEKS_IN_YEAR, Grain.MONTH: 12, Grain.QUARTER: 4, Grain.YEAR: 1}


@dataclass(frozen=True, slots=True)
class Levels:
    """One metric as logarithms.

    Attributes
    ----------
    index
        The periods.
    scores
        (T,) logarithm of the value, NaN where there is none.
    cycle
        Periods after which the same weekday comes back; 1 for longer periods.
    year
        Periods in a year.
    """

    index: PeriodIndex
    scores: Array
    cycle: int
    year: int


def levels(index: PeriodIndex, values: Array, *, is_count: bool) -> Levels | None:
    """Take a series (T,) to logarithms; None when it has values below zero or hardly any.

    Zeros are counted as half a unit, or as a hundredth of the usual level of an amount.
    """
    finite = values[np.isfinite(values)]
    if len(finite) <= BACK or finite.min() < 0 or np.median(finite) <= 0:
        return None
    offset = 0.0
    if finite.min() == 0:
        offset = _COUNT_OFFSET if is_count else _SHARE_OF_USUAL * float(np.median(finite))
    cycle = len(np.unique(index.first_days % 7)) if index.grain is Grain.DAY else 1
    year = _PERIODS_IN_YEAR.get(index.grain, _WEEKS_IN_YEAR * cycle)
    return Levels(index, np.log(values + offset), cycle, year)


def departures(found: Levels, *, both_sides: bool) -> Array:
    """Give (T,) each score less the median of its neighbours, NaN where fewer than three are known.

    Neighbours are the four comparable periods before (of the same weekday), and the four after
    when ``both_sides``.
    """
    steps = [step * found.cycle for step in range(1, BACK + 1)]
    lags = steps + [-step for step in steps] if both_sides else steps
    table = np.column_stack([shifted(found.scores, lag) for lag in lags])
    known = np.isfinite(table).sum(axis=1) >= _LEAST
    middle = np.full(len(table), np.nan)
    middle[known] = np.nanmedian(table[known], axis=1)
    return np.asarray(found.scores - middle)


def shifted(values: Array, lag: int) -> Array:
    """Give the value ``lag`` periods earlier (later when negative), NaN beyond the ends."""
    moved = np.full(len(values), np.nan)
    if abs(lag) >= len(values):
        return moved
    if lag > 0:
        moved[lag:] = values[:-lag]
    else:
        moved[:lag] = values[-lag:]
    return moved


def spread(values: Array) -> float:
    """Give a standard deviation that outliers do not move: 1.4826 times the median deviation.

    Without any value it is infinite: nothing is out of the ordinary.
    """
    finite = values[np.isfinite(values)]
    if not len(finite):
        return float("inf")
    return float(_MAD_TO_SD * np.median(np.abs(finite - np.median(finite))))


def runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """List the first and last place of each stretch of true values."""
    edges = np.diff(np.concatenate([[0], marked.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    return [(int(first), int(last)) for first, last in zip(starts, ends, strict=True)]
