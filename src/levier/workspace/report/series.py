"""The points that a chart draws: long series are drawn at means so that they stay readable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.workspace.results import CounterfactualBand, SeriesView, Window

MOST_POINTS = 400
WEEK = 7


@dataclass(frozen=True, slots=True)
class Point:
    """One period, or the mean of several, as drawn; what is unknown is None."""

    date: date
    observed: float | None
    low: float | None
    without: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """The points of one chart, each the mean of ``block`` periods."""

    points: tuple[Point, ...]
    block: int


def drawn_series(view: SeriesView, decision: str, window: Window) -> DrawnSeries | None:
    """Choose the points that show one decision: its window and at least as much before it.

    Returns
    -------
    DrawnSeries or None
        None when the series has no band for the decision.
    """
    band = view.without.get(decision)
    if band is None or not band.p50:
        return None
    before = max(window.to - window.from_, timedelta(days=180))
    points = [
        point for point in _points(view, band) if window.from_ - before <= point.date <= window.to
    ]
    block = _block(len(points))
    return DrawnSeries(tuple(_means(points, block)), block) if points else None


def _points(view: SeriesView, band: CounterfactualBand) -> list[Point]:
    last = band.first + len(band.p50)
    points = []
    for rank, day in enumerate(view.dates):
        observed = view.observed[rank] if view.usable[rank] else None
        if band.first <= rank < last:
            at = rank - band.first
            points.append(Point(day, observed, band.p10[at], band.p50[at], band.p90[at]))
        else:
            points.append(Point(day, observed, None, None, None))
    return points


def _block(count: int) -> int:
    """Give the number of periods per point: one, or whole weeks of them."""
    return 1 if count <= MOST_POINTS else WEEK * -(-count // (WEEK * MOST_POINTS))


def _means(points: Sequence[Point], block: int) -> list[Point]:
    """Average block by block, counted from the end so that the last point is a whole one."""
    lead = len(points) % block
    blocks = [points[at : at + block] for at in range(lead, len(points), block)]
    return [
        Point(
            group[0].date,
            _mean([point.observed for point in group]),
            _mean([point.low for point in group]),
            _mean([point.without for point in group]),
            _mean([point.high for point in group]),
        )
        for group in blocks
    ]


def _mean(values: Sequence[float | None]) -> float | None:
    """Average what is known, if that is at least half."""
    known = [value for value in values if value is not None]
    return fmean(known) if 2 * len(known) >= len(values) and known else None
