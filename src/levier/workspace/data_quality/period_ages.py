"""How old a period was when its value was published, and the values of a panel as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.measurement.calendar_index import period_index
from levier.workspace.measurement.masked_periods import DAYS_IN
from levier.workspace.model import Kind

if TYPE_CHECKING:
    from levier.workspace.model import Grain, Metric, Vintages

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Publications:
    """Every publication of every period, units added up (or averaged), sorted by both.

    Attributes
    ----------
    dates
        (n,) the period's date.
    published
        (n,) number of the publication, the first of the metric being 0.
    values
        (n,) its total over units, or their mean.
    units
        (n,) how many units were in it.
    ages
        (n,) whole periods between the period's end and the publication; negative before it.
    instants
        (P,) when each publication was made.
    last_ages
        (n,) the same age at the last publication of the metric.
    """

    dates: NDArray[np.datetime64]
    published: Numbers
    values: NDArray[np.float64]
    units: Numbers
    ages: Numbers
    instants: NDArray[np.datetime64]
    last_ages: Numbers


def publications_of(vintages: Vintages, metric: Metric) -> Publications:
    """Add up the units of each period and publication."""
    instants, number = np.unique(vintages.published, return_inverse=True)
    rows = vintages.rows
    key = rows.dates.astype(np.int64) * len(instants) + number
    keys, first, place, counts = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    totals = np.asarray(np.bincount(place, weights=rows.values), dtype=np.float64)
    if metric.kind not in (Kind.SUM, Kind.COUNT):
        heavy = np.ones(len(rows.values)) if rows.weights is None else rows.weights
        totals = np.bincount(place, rows.values * heavy) / np.bincount(place, heavy)
    ended = _period_ends(rows.dates, metric.grain)
    last = int(instants[-1].astype("datetime64[D]").astype(np.int64))
    return Publications(
        dates=rows.dates[first],
        published=keys % len(instants),
        values=totals,
        units=counts.astype(np.int64),
        ages=ages(vintages, metric.grain)[first],
        instants=instants,
        last_ages=(last - ended[first]) // DAYS_IN[metric.grain],
    )


def ages(vintages: Vintages, grain: Grain) -> Numbers:
    """Give (n,) the whole periods between the end of each row's period and its publication."""
    days = vintages.published.astype("datetime64[D]").astype(np.int64)
    return np.asarray((days - _period_ends(vintages.rows.dates, grain)) // DAYS_IN[grain])


def _period_ends(dates: NDArray[np.datetime64], grain: Grain) -> Numbers:
    index = period_index(dates, grain)
    ends = np.append(index.first_days[1:] - 1, index.days[-1])
    return np.asarray(ends[index.positions(dates.astype("datetime64[D]").astype(np.int64))])
