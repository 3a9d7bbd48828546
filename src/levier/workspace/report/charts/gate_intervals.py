"""Ranges against thresholds: one row per question, its threshold a tick across it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt

from levier.gates.verdict import Verdict
from levier.workspace.report.charts.rows import (
    Layer,
    Layout,
    Spec,
    filled,
    layered,
    mark_offset,
    names,
    row_axis,
)
from levier.workspace.report.charts.theme import GAIN, INK, LOSS, OPEN, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORDER = [Verdict.PASS.value, Verdict.FAIL.value, Verdict.NOT_ENOUGH.value]
_SHAPES = ["triangle-up", "triangle-down", "circle"]
_LINES = [GAIN, LOSS, OPEN]
_FILLS = [GAIN, LOSS, PAPER]
_TICK = 24


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One share with its range, its threshold and what they make of it."""

    name: str
    detail: str
    figure: str
    low: float
    middle: float
    high: float
    threshold: float
    verdict: Verdict


def gate_intervals(rows: Sequence[IntervalRow], width: int) -> Spec:
    """Draw the range of each row, its middle by shape and colour, and its threshold."""
    layout = Layout.of(width)
    offset = mark_offset(layout)
    layers = [_range(layout, offset), _middle(offset), _threshold(offset), *names(layout)]
    return filled(layered(layers, layout), [_values(row) for row in rows], layout)


def _range(layout: Layout, offset: int) -> Layer:
    axis = alt.Axis(title=None, format="~%", tickCount=3 if layout.phone else 5)
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(zero=True, nice=True))
    return (
        alt.Chart()
        .mark_rule(strokeWidth=2.2, yOffset=offset, y2Offset=offset)
        .encode(x=x, x2=alt.X2("high:Q"), y=row_axis(), color=_colour(_LINES))
    )


def _middle(offset: int) -> Layer:
    shape = alt.Shape("verdict:N", legend=None, scale=alt.Scale(domain=_ORDER, range=_SHAPES))
    fill = alt.Fill("verdict:N", legend=None, scale=alt.Scale(domain=_ORDER, range=_FILLS))
    return (
        alt.Chart()
        .mark_point(size=70, strokeWidth=1.6, opacity=1, yOffset=offset)
        .encode(x=alt.X("middle:Q"), y=row_axis(), shape=shape, fill=fill, color=_colour(_LINES))
    )


def _threshold(offset: int) -> Layer:
    return (
        alt.Chart()
        .mark_tick(color=INK, thickness=2, size=_TICK, yOffset=offset)
        .encode(x=alt.X("threshold:Q"), y=row_axis())
    )


def _colour(colours: list[str]) -> alt.Color:
    scale = alt.Scale(domain=_ORDER, range=colours)
    return alt.Color("verdict:N", legend=None, scale=scale)


def _values(row: IntervalRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "detail": row.detail,
        "figure": row.figure,
        "note": "",
        "low": row.low,
        "middle": row.middle,
        "high": row.high,
        "threshold": row.threshold,
        "verdict": row.verdict.value,
    }
