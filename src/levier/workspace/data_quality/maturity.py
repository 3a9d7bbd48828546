"""How far the first values of a period are from its last: the usual ratio by age.

A run-off triangle, as insurers have for claims (Mack 1993, ASTIN Bulletin 23, section 2), read by
age: changes of definition are taken out first, so that they do not pass for late data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.data_quality.period_ages import publications_of
from levier.workspace.data_quality.redefinition import Redefinition, redefinitions

if TYPE_CHECKING:
    from levier.workspace.data_quality.period_ages import Publications
    from levier.workspace.model import Metric, Vintages

LARGEST_AGE = 60
MISSING = 0.01
"""An age is incomplete when more than 1% was usually still to come: about the smallest effect that
any series can show."""
LEAST_PERIODS = 8
ALIKE = 0.9
"""Part of the periods that must have grown since: data that arrive late only ever add. By chance
eight of eight grow once in 256, while revisions both ways are no incompleteness."""


@dataclass(frozen=True, slots=True)
class Maturity:
    """The maturity curve of one metric.

    Attributes
    ----------
    ages
        (A,) whole periods after the period's end.
    ratios
        (A,) median of value over last value; 0.9 is a tenth still missing.
    grown
        (A,) part of the periods whose last value was higher.
    periods
        (A,) how many periods were looked at.
    settled
        The first age at which values are no longer incomplete; None when too few periods were
        published twice to tell.
    """

    ages: tuple[int, ...]
    ratios: tuple[float, ...]
    grown: tuple[float, ...]
    periods: tuple[int, ...]
    settled: int | None

    def ratio_at(self, age: int) -> float:
        """Give the usual ratio at an age; that of the youngest known age when younger."""
        place = int(np.searchsorted(self.ages, age))
        return self.ratios[min(place, len(self.ratios) - 1)]


def maturity_of(vintages: Vintages, metric: Metric) -> Maturity:
    """Study the revisions of one metric."""
    publications = publications_of(vintages, metric)
    return maturity(publications, redefinitions(publications))


def maturity(publications: Publications, changes: tuple[Redefinition, ...]) -> Maturity:
    """Give the curve, with changes of definition taken out."""
    logs = adjusted(publications, changes)
    by_age: list[list[float]] = [[] for _ in range(LARGEST_AGE)]
    for rows in by_date(publications):
        _fill(by_age, publications, rows, logs[rows] - logs[rows[-1]])
    kept = {age: np.array(found) for age, found in enumerate(by_age) if len(found) >= LEAST_PERIODS}
    ratios = tuple(float(np.exp(np.median(found))) for found in kept.values())
    grown = tuple(float(np.mean(found < 0)) for found in kept.values())
    return Maturity(
        ages=tuple(kept),
        ratios=ratios,
        grown=grown,
        periods=tuple(len(found) for found in kept.values()),
        settled=_settled(tuple(kept), ratios, grown),
    )


def by_date(publications: Publications) -> list[NDArray[np.intp]]:
    """List the rows of each period that is above zero in all its publications."""
    places = np.flatnonzero(np.diff(publications.dates.astype(np.int64))) + 1
    groups = np.split(np.arange(len(publications.dates)), places)
    return [rows for rows in groups if (publications.values[rows] > 0).all()]


def adjusted(publications: Publications, changes: tuple[Redefinition, ...]) -> NDArray[np.float64]:
    """Give the logarithm (n,) of every value as the last definition would have counted it."""
    shifts = np.zeros(len(publications.instants) + 1)
    for change in changes:
        shifts[: change.after] += change.shift
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log(publications.values) + shifts[publications.published])


def _fill(
    by_age: list[list[float]],
    publications: Publications,
    rows: NDArray[np.intp],
    gaps: NDArray[np.float64],
) -> None:
    """Note what was known of one period at each age at which it could still have been revised."""
    first = max(int(publications.ages[rows[0]]), 0)
    beyond = min(int(publications.last_ages[rows[0]]), LARGEST_AGE)
    known = np.searchsorted(publications.ages[rows], np.arange(first, beyond), side="right") - 1
    for age, place in zip(range(first, beyond), known, strict=True):
        by_age[age].append(float(gaps[place]))


def _settled(
    ages: tuple[int, ...], ratios: tuple[float, ...], grown: tuple[float, ...]
) -> int | None:
    """Give the age after the youngest ones that are all incomplete."""
    for age, ratio, part in zip(ages, ratios, grown, strict=True):
        if ratio > 1 - MISSING or part < ALIKE:
            return age if age != ages[0] else 0
    return ages[-1] + 1 if ages else None
