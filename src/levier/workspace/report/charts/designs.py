"""One effect by every design: one row each, the reported one filled, about the zero line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from levier.workspace.report.charts.rows import (
    Layer,
    Layout,
    Spec,
    filled,
    layered,
    mark_offset,
    names,
    percent_axis,
    row_axis,
    zero_line,
)
from levier.workspace.report.charts.theme import ACCENT, OPEN, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.results import ScaledInterval

_ROOM = 2.0
"""How far past the reported range others are drawn, in widths of it; beyond, an arrow."""
_STEP = 34
_REPORTED = [True, False]
_ENDS = ("low95", "p10", "p50", "p90", "high95")


@dataclass(frozen=True, slots=True)
class DesignMark:
    """What one design says; the first row is what is reported."""

    name: str
    detail: str
    figure: str
    note: str
    interval: ScaledInterval


def designs_chart(rows: Sequence[DesignMark], axis_format: str | None, width: int) -> Spec:
    """Draw the ranges of one effect under one another.

    Parameters
    ----------
    rows
        The reported design first.
    axis_format
        D3 format of the axis for an effect in the metric's unit; None for a share.
    width
        Of the drawing, in pixels.
    """
    layout = Layout.of(width, step=_STEP)
    low, high = _domain([row.interval for row in rows])
    axis = percent_axis(layout)
    if axis_format is not None:
        axis = alt.Axis(title=None, format=axis_format, tickCount=3 if layout.phone else 5)
    x = alt.X("low95:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, padding=12))
    values = [_values(row, low, high, reported=rank == 0) for rank, row in enumerate(rows)]
    return filled(_spec(x, layout), values, layout)


def _domain(intervals: Sequence[ScaledInterval]) -> tuple[float, float]:
    """Give the ends of the axis: all ranges, as far as the reported one stays readable."""
    reported = intervals[0]
    low, high = min(reported.low95, 0.0), max(reported.high95, 0.0)
    room = _ROOM * ((high - low) or 1.0)
    least = min(one.low95 for one in intervals)
    most = max(one.high95 for one in intervals)
    return max(min(low, least), low - room), min(max(high, most), high + room)


def _spec(x: alt.X, layout: Layout) -> Spec:
    colour = alt.Color(
        "reported:N", scale=alt.Scale(domain=_REPORTED, range=[ACCENT, OPEN]), legend=None
    )
    offset = mark_offset(layout)
    shared = {"y": row_axis(), "color": colour}
    thin = (
        alt.Chart()
        .mark_rule(strokeWidth=1.3, yOffset=offset, y2Offset=offset)
        .encode(x=x, x2=alt.X2("high95:Q"), **shared)
    )
    thick = (
        alt.Chart()
        .mark_rule(strokeWidth=6, strokeCap="butt", yOffset=offset, y2Offset=offset)
        .encode(x=alt.X("p10:Q"), x2=alt.X2("p90:Q"), **shared)
    )
    arrows = [_arrow("low95", "triangle-left", offset), _arrow("high95", "triangle-right", offset)]
    middle = _middle(offset, colour)
    return layered([zero_line(), thin, thick, *arrows, middle, *names(layout)], layout)


def _middle(offset: int, colour: alt.Color) -> Layer:
    fills = alt.Scale(domain=_REPORTED, range=[ACCENT, PAPER])
    return (
        alt.Chart()
        .transform_filter("datum.inside")
        .mark_point(shape="circle", size=85, strokeWidth=1.8, opacity=1, yOffset=offset)
        .encode(
            x=alt.X("p50:Q"),
            y=row_axis(),
            color=colour,
            fill=alt.Fill("reported:N", scale=fills, legend=None),
        )
    )


def _arrow(end: str, shape: str, offset: int) -> Layer:
    """Say that a range goes on past the end of the axis."""
    return (
        alt.Chart()
        .transform_filter(f"datum.past_{end}")
        .mark_point(shape=shape, size=45, fill=OPEN, stroke=OPEN, opacity=1, yOffset=offset)
        .encode(x=alt.X(f"{end}:Q"), y=row_axis())
    )


def _values(row: DesignMark, low: float, high: float, *, reported: bool) -> dict[str, Any]:
    ends = {end: getattr(row.interval, end) for end in _ENDS}
    return {
        "name": row.name,
        "detail": row.detail,
        "figure": row.figure,
        "note": row.note,
        "reported": reported,
        "inside": low <= row.interval.p50 <= high,
        "past_low95": row.interval.low95 < low,
        "past_high95": row.interval.high95 > high,
        **{end: min(max(value, low), high) for end, value in ends.items()},
    }
