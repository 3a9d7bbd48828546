"""How firm an order is: a bar a solution, cut by the rank that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from levier.workspace.report.charts.rows import (
    Layout,
    Spec,
    filled,
    layered,
    mark_offset,
    names,
    row_axis,
)
from levier.workspace.report.charts.theme import ACCENT, BAND, GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS = (("start", "first", ACCENT), ("first", "third", BAND), ("third", "last", GRID))
_BAR = 14


def rank_stability(rows: Sequence[tuple[str, str, Sequence[float]]], width: int) -> Spec:
    """Draw, for each row, the share of the draws in which it is first, second or third, lower.

    Parameters
    ----------
    rows
        Name, figure and shares by rank, the first rank first.
    width
        In pixels.
    """
    layout = Layout.of(width)
    axis = alt.Axis(title=None, format="~%", tickCount=3 if layout.phone else 5)
    bars = [
        alt.Chart()
        .mark_bar(color=colour, size=_BAR, yOffset=mark_offset(layout), binSpacing=0)
        .encode(
            x=alt.X(f"{start}:Q", axis=axis, scale=alt.Scale(domain=[0, 1])),
            x2=alt.X2(f"{end}:Q"),
            y=row_axis(),
        )
        for start, end, colour in _PARTS
    ]
    spec = layered([*bars, *names(layout, details=False)], layout)
    return filled(spec, [_values(*row) for row in rows], layout)


def _values(name: str, figure: str, shares: Sequence[float]) -> dict[str, Any]:
    first, third = shares[0], sum(shares[:3])
    ends = {"start": 0.0, "first": first, "third": min(1.0, third), "last": 1.0}
    return {"name": name, "detail": "", "figure": figure, "note": "", **ends}
