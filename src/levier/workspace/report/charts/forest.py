"""The forest of effects: one row per effect, its ranges, its verdict by shape and colour."""

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
    money_axis,
    names,
    percent_axis,
    row_axis,
    zero_line,
)
from levier.workspace.report.charts.theme import GAIN, LOSS, OPEN, PAPER
from levier.workspace.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language
    from levier.workspace.results import Interval, ScaledInterval

_ORDER = [Verdict.GAIN.value, Verdict.LOSS.value, Verdict.NOT_PROVEN.value]
_SHAPES = ["triangle-up", "triangle-down", "circle"]
_LINES = [GAIN, LOSS, OPEN]
_FILLS = [GAIN, LOSS, PAPER]


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One effect of the forest."""

    name: str
    detail: str
    figure: str
    note: str
    verdict: Verdict
    interval: Interval | ScaledInterval


def money_forest(rows: Sequence[ForestRow], currency: str, language: Language, width: int) -> Spec:
    """Draw effects in money."""
    layout = Layout.of(width)
    ends = [abs(end) for row in rows for end in (row.interval.low95, row.interval.high95)]
    axis = money_axis(max(ends), currency, language, layout)
    return filled(_spec(axis, layout), [_values(row) for row in rows], layout)


def relative_forest(rows: Sequence[ForestRow], width: int) -> Spec:
    """Draw effects as shares of their metric's level."""
    layout = Layout.of(width)
    return filled(_spec(percent_axis(layout), layout), [_values(row) for row in rows], layout)


def _spec(axis: alt.Axis, layout: Layout) -> Spec:
    colour = alt.Color("verdict:N", scale=alt.Scale(domain=_ORDER, range=_LINES), legend=None)
    ranges = {"y": row_axis(), "color": colour}
    offset = mark_offset(layout)
    thin = (
        alt.Chart()
        .mark_rule(strokeWidth=1.3, yOffset=offset, y2Offset=offset)
        .encode(x=alt.X("low95:Q", axis=axis), x2=alt.X2("high95:Q"), **ranges)
    )
    thick = (
        alt.Chart()
        .mark_rule(strokeWidth=6, strokeCap="butt", yOffset=offset, y2Offset=offset)
        .encode(x=alt.X("p10:Q"), x2=alt.X2("p90:Q"), **ranges)
    )
    return layered([zero_line(), thin, thick, _middles(offset, colour), *names(layout)], layout)


def _middles(offset: int, colour: alt.Color) -> Layer:
    return (
        alt.Chart()
        .mark_point(size=95, strokeWidth=1.8, opacity=1, yOffset=offset)
        .encode(
            x=alt.X("p50:Q"),
            y=row_axis(),
            color=colour,
            fill=alt.Fill("verdict:N", scale=alt.Scale(domain=_ORDER, range=_FILLS), legend=None),
            shape=alt.Shape(
                "verdict:N", scale=alt.Scale(domain=_ORDER, range=_SHAPES), legend=None
            ),
        )
    )


def _values(row: ForestRow) -> dict[str, Any]:
    interval = row.interval
    return {
        "name": row.name,
        "detail": row.detail,
        "figure": row.figure,
        "note": row.note,
        "verdict": row.verdict.value,
        "p10": interval.p10,
        "p50": interval.p50,
        "p90": interval.p90,
        "low95": interval.low95,
        "high95": interval.high95,
    }
