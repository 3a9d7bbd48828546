"""The picture of a series as lines on a sheet of fixed size; pages draw it as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 760, 240
LEFT, RIGHT, TOP, BOTTOM = 62, 12, 12, 26
POINTS = 1_500
"""More points than that are finer than the sheet: every so many is drawn."""
LINES = 4
MARKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place as text, since a page would write numbers its own way."""

    at: str
    value: float = 0.0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn."""

    lines: list[str]
    """One list of points for each series, in the order given."""
    across: list[Tick]
    up: list[Tick]
    last: tuple[str, str] | None
    """Where the last value of the last series stands."""


def picture(days: Sequence[date], *series: Sequence[float | None]) -> Picture | None:
    """Lay out series over the same days; None when there is nothing to draw."""
    known = [value for values in series for value in values if value is not None]
    if len(days) < 2 or not known:
        return None
    low, high, step = scale(min(known), max(known))
    first, room = days[0].toordinal(), max(1, days[-1].toordinal() - days[0].toordinal())

    def across(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day.toordinal() - first) / room

    def up(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low)

    every = 1 + len(days) // POINTS
    lines = []
    for values in series:
        points = [(d, v) for d, v in zip(days, values, strict=True) if v is not None]
        kept = points[:-1:every] + points[-1:]
        lines.append(" ".join(f"{across(d):.1f},{up(v):.1f}" for d, v in kept))
    final = next((v for v in reversed(series[-1]) if v is not None), None)
    last = None if final is None else (f"{across(days[-1]):.1f}", f"{up(final):.1f}")
    count = round((high - low) / step)
    return Picture(
        lines,
        [Tick(f"{across(day):.1f}", day=day) for day in marks(days)],
        [Tick(f"{up(low + n * step):.1f}", low + n * step) for n in range(count + 1)],
        last,
    )


def scale(low: float, high: float) -> tuple[float, float, float]:
    """Give round ends and a round step that hold a range; zero is taken in when it is near."""
    if 0 < low <= 0.4 * high:
        low = 0.0
    if low == high:
        low, high = low - (abs(low) or 1.0) / 2, high + (abs(high) or 1.0) / 2
    rough = (high - low) / LINES
    size = 10.0 ** floor(log10(rough))
    step = next(n * size for n in (1, 2, 2.5, 5, 10) if n * size >= rough * 0.999)
    return floor(low / step) * step, -floor(-high / step) * step, step


def marks(days: Sequence[date]) -> list[date]:
    """Give the days that are marked: the first, the last and some between them, equally far."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    count = min(MARKS, last - first)
    return [date.fromordinal(round(first + (last - first) * n / count)) for n in range(count + 1)]
