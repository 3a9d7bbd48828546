"""Forecast beside measurement: one row per effect, two middles and two ranges."""

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
from levier.workspace.report.charts.theme import ACCENT, INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.results import Forecast, ScaledInterval

_APART = 5


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One forecast and the measurement made without it, both relative."""

    name: str
    detail: str
    figure: str
    note: str
    forecast: Forecast
    measured: ScaledInterval


def forecast_chart(rows: Sequence[ForecastRow], width: int) -> Spec:
    """Draw forecasts above and measurements below, row by row."""
    layout = Layout.of(width)
    middle = mark_offset(layout)
    forecast = _range("forecast", INK, middle - _APART, "diamond", PAPER, percent_axis(layout))
    measured = _range("measured", ACCENT, middle + _APART, "circle", ACCENT, percent_axis(layout))
    spec = layered([zero_line(), *forecast, *measured, *names(layout)], layout)
    return filled(spec, [_values(row) for row in rows], layout)


def _range(
    kind: str, colour: str, offset: int, shape: str, fill: str, axis: alt.Axis
) -> tuple[Layer, Layer]:
    line = (
        alt.Chart()
        .mark_rule(color=colour, strokeWidth=1.6, yOffset=offset, y2Offset=offset)
        .encode(x=alt.X(f"{kind}_p10:Q", axis=axis), x2=alt.X2(f"{kind}_p90:Q"), y=row_axis())
    )
    point = (
        alt.Chart()
        .mark_point(
            stroke=colour,
            fill=fill,
            shape=shape,
            size=62,
            strokeWidth=1.6,
            opacity=1,
            yOffset=offset,
        )
        .encode(x=alt.X(f"{kind}_p50:Q"), y=row_axis())
    )
    return line, point


def _values(row: ForecastRow) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": row.name,
        "detail": row.detail,
        "figure": row.figure,
        "note": row.note,
    }
    for kind, interval in (("forecast", row.forecast), ("measured", row.measured)):
        for end in ("p10", "p50", "p90"):
            values[f"{kind}_{end}"] = getattr(interval, end)
    return values
