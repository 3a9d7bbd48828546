"""A metric published again and again: what was known on a day, and which value is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from levier.workspace.data_quality.maturity import maturity_of
from levier.workspace.data_quality.period_ages import ages
from levier.workspace.model import Observations, VintageChoice, Vintages

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.model import Metric

Rows = NDArray[np.bool_] | NDArray[np.intp]


def known_by(vintages: Vintages, day: date) -> Vintages | None:
    """Keep what was published by the end of a day; None when nothing was."""
    known = vintages.published.astype("datetime64[D]") <= np.datetime64(day)
    return _kept(vintages, known) if known.any() else None


def choose(vintages: Vintages, metric: Metric) -> Vintages:
    """Keep one publication of each period and unit, as ``[data]`` asks.

    ``latest`` keeps the last one; ``first`` the first; ``mature`` the first from the age at
    which values no longer change, so that younger periods have none.
    """
    match metric.data.vintages:
        case VintageChoice.FIRST:
            return _kept(vintages, _first_rows(vintages.rows))
        case VintageChoice.MATURE:
            return _mature(vintages, metric)
        case VintageChoice.LATEST:
            return _kept(vintages, np.append(_first_rows(vintages.rows)[1:] - 1, -1))


def _mature(vintages: Vintages, metric: Metric) -> Vintages:
    maturity = maturity_of(vintages, metric)
    settled = 0 if maturity.settled is None else maturity.settled
    old = _kept(vintages, ages(vintages, metric.grain) >= settled)
    return _kept(old, _first_rows(old.rows)) if len(old.published) else old


def _first_rows(rows: Observations) -> NDArray[np.intp]:
    """Give the number of the first row of each date and unit."""
    changes = rows.dates[1:] != rows.dates[:-1]
    if rows.units is not None:
        changes = changes | (rows.units[1:] != rows.units[:-1])
    return np.flatnonzero(np.append(True, changes))


def _kept(vintages: Vintages, which: Rows) -> Vintages:
    rows = vintages.rows
    return Vintages(
        Observations(
            rows.dates[which],
            rows.values[which],
            None if rows.units is None else rows.units[which],
            None if rows.weights is None else rows.weights[which],
        ),
        vintages.published[which],
    )
