"""Value against risk: the efficient choices as points on a line, the one made filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from levier.workspace.report.charts.rows import Layer, Layout, Spec, money_axis
from levier.workspace.report.charts.theme import ACCENT, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language

_HEIGHT = 300
_SIDES, _SIDES_OF_PHONE = (96, 40), (76, 16)
"""Room left and right of the marks, in pixels."""


@dataclass(frozen=True, slots=True)
class EfficientPoint:
    """One choice: its name, the mean of its worst futures, its expected value, whether made."""

    name: str
    worst: float
    value: float
    made: bool


@dataclass(frozen=True, slots=True)
class Axes:
    """What the axes say."""

    worst: str
    value: str
    currency: str
    language: Language


def efficient_choices(points: Sequence[EfficientPoint], axes: Axes, width: int) -> Spec:
    """Draw the points, the safest to the right, and the line through them."""
    layout = Layout.of(width)
    left, right = _SIDES_OF_PHONE if layout.phone else _SIDES
    values = [_values(one, points) for one in points]
    scale = alt.Scale(zero=False, nice=True, padding=20)
    across = _axis(axes.worst, [one.worst for one in points], axes, layout)
    upwards = _axis(axes.value, [one.value for one in points], axes, layout)
    # The title has a place of its own: the width of labels is only guessed.
    x = alt.X("worst:Q", axis=across, scale=scale)
    y = alt.Y("value:Q", axis=alt.Axis(**upwards.to_dict(), titleX=14 - left), scale=scale)
    base = alt.Chart(alt.InlineData(values=values)).encode(x=x, y=y)
    fill = alt.condition("datum.made", alt.value(ACCENT), alt.value(PAPER))
    marks = base.mark_point(size=110, strokeWidth=2, opacity=1, color=ACCENT).encode(fill=fill)
    line = base.mark_line(color=ACCENT, strokeWidth=1.3)
    chart = alt.layer(line, marks, _names(base, "left"), _names(base, "right")).properties(
        width=width - left - right,
        height=_HEIGHT,
        autosize="none",
        padding={"left": left, "right": right, "top": 24, "bottom": 48},
    )
    spec: Spec = chart.to_dict(validate=False)
    return spec


def _names(base: Layer, side: Literal["left", "right"]) -> Layer:
    """Write the names that are aligned so: away from the edge that is near, and from the line."""
    away = (12, -12) if side == "left" else (-12, 18)
    text = base.mark_text(align=side, dx=away[0], dy=away[1]).encode(text="name:N")
    return text.transform_filter(f"datum.side == '{side}'")


def _values(one: EfficientPoint, points: Sequence[EfficientPoint]) -> dict[str, Any]:
    ends = [point.worst for point in points]
    side = "left" if one.worst <= (min(ends) + max(ends)) / 2 else "right"
    return {
        "name": one.name,
        "worst": one.worst,
        "value": one.value,
        "made": one.made,
        "side": side,
    }


def _axis(title: str, values: Sequence[float], axes: Axes, layout: Layout) -> alt.Axis:
    axis = money_axis(max(abs(value) for value in values), axes.currency, axes.language, layout)
    axis.title = title
    return axis
