"""The reconciliation of one metric: from the mean before to the mean after, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
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
    row_axis,
)
from levier.workspace.report.charts.theme import ACCENT, INK, OPEN, PAPER, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.results import Interval

_KINDS = ["model", "decision", "unexplained"]
_FILLS = [OPEN, ACCENT, PAPER]
_LINES = [OPEN, ACCENT, INK]


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the change; a level (before, after) has no amount."""

    name: str
    figure: str
    kind: str
    """``level``, ``model``, ``decision`` or ``unexplained``."""
    start: float
    amount: float
    range: Interval | None = None


def waterfall(steps: Sequence[Step], number_format: str, width: int) -> Spec:
    """Draw the parts one under the other; levels are marks, since the axis leaves out zero."""
    layout = Layout.of(width, step=32)
    return filled(_spec(number_format, layout), _values(steps), layout)


@cache
def _spec(number_format: str, layout: Layout) -> Spec:
    offset = mark_offset(layout)
    axis = alt.Axis(title=None, format=number_format, tickCount=3 if layout.phone else 5)
    x = alt.X("from:Q", axis=axis, scale=alt.Scale(zero=False, nice=True, padding=10))
    links = _links(offset, layout)
    return layered(
        [links, _bars(x, offset), _ranges(offset), _levels(offset), *names(layout, details=False)],
        layout,
    )


def _bars(x: alt.X, offset: int) -> Layer:
    scale = alt.Scale(domain=_KINDS, range=_FILLS)
    lines = alt.Scale(domain=_KINDS, range=_LINES)
    return (
        alt.Chart()
        .transform_filter("datum.kind != 'level'")
        .mark_bar(height=12, strokeWidth=1.2, yOffset=offset)
        .encode(
            x=x,
            x2=alt.X2("to:Q"),
            y=row_axis(),
            fill=alt.Fill("kind:N", scale=scale, legend=None),
            stroke=alt.Stroke("kind:N", scale=lines, legend=None),
        )
    )


def _links(offset: int, layout: Layout) -> Layer:
    """Tie the end of each part to the start of the next."""
    half = layout.step / 2
    return (
        alt.Chart()
        .transform_filter("datum.row > 0")
        .mark_tick(color=RULE, thickness=1, size=2 * half, orient="vertical", yOffset=offset - half)
        .encode(x=alt.X("from:Q"), y=row_axis())
    )


def _ranges(offset: int) -> Layer:
    return (
        alt.Chart()
        .transform_filter("isValid(datum.low)")
        .mark_rule(color=INK, strokeWidth=1.4, yOffset=offset, y2Offset=offset)
        .encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=row_axis())
    )


def _levels(offset: int) -> Layer:
    return (
        alt.Chart()
        .transform_filter("datum.kind == 'level'")
        .mark_tick(color=INK, thickness=4, size=18, orient="vertical", yOffset=offset)
        .encode(x=alt.X("to:Q"), y=row_axis())
    )


def _values(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [
        {
            "name": step.name,
            "detail": "",
            "figure": step.figure,
            "note": "",
            "kind": step.kind,
            "from": step.start,
            "to": step.start + step.amount,
            "low": step.start + step.range.p10 if step.range else None,
            "high": step.start + step.range.p90 if step.range else None,
        }
        for step in steps
    ]
