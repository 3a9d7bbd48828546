"""The effect by time since exposure: about nothing before it, if the comparison is sound."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt

from levier.workspace.report.charts.theme import ACCENT, BAND, NARROW, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.report.charts.rows import Spec
    from levier.workspace.results import PathPoint

_POINTS = "points"
_HEIGHT = {True: 170, False: 230}
_LEFT = {True: 50, False: 62}
_SINCE = "since:Q"


def exposure_path(points: Sequence[PathPoint], axis_title: str, axis: str, width: int) -> Spec:
    """Draw the effect and its 95 % interval by periods since exposure.

    Parameters
    ----------
    points
        In the order of time since exposure.
    axis_title
        What the horizontal axis counts.
    axis
        D3 format of the effect.
    width
        Of the drawing, in pixels.
    """
    phone = width <= NARROW
    values = [_values(point) for point in points]
    spec = _spec(axis_title, axis, phone)
    return {**spec, "width": width - _LEFT[phone] - 14, "datasets": {_POINTS: values}}


@cache
def _spec(axis_title: str, axis: str, phone: bool) -> Spec:
    x = alt.X(
        _SINCE,
        axis=alt.Axis(
            title=axis_title,
            titleAnchor="end" if phone else "middle",
            grid=False,
            tickCount=5 if phone else 10,
            format="d",
        ),
    )
    label = f"datum.value == 0 ? '0' : format(datum.value, '{axis}')"
    y = alt.Y("low95:Q", axis=alt.Axis(title=None, labelExpr=label, tickCount=5))
    zero = alt.Chart().mark_rule(color=RULE).encode(y=alt.datum(0))
    start = alt.Chart().mark_rule(color=RULE, strokeWidth=1.4).encode(x=alt.datum(-0.5))
    ranges = (
        alt.Chart().mark_rule(color=BAND, strokeWidth=5).encode(x=x, y=y, y2=alt.Y2("high95:Q"))
    )
    middles = (
        alt.Chart()
        .mark_point(color=ACCENT, filled=True, size=34, opacity=1)
        .encode(x=alt.X(_SINCE), y=alt.Y("value:Q"))
    )
    chart = alt.LayerChart(
        data=alt.NamedData(name=_POINTS),
        layer=[zero, start, ranges, middles],
        height=_HEIGHT[phone],
        autosize="none",
        padding={"left": _LEFT[phone], "right": 14, "top": 10, "bottom": 44},
    )
    spec: Spec = chart.to_dict(validate=False)
    return spec


def _values(point: PathPoint) -> dict[str, Any]:
    low = point.value if point.low95 is None else point.low95
    high = point.value if point.high95 is None else point.high95
    return {"since": point.since, "value": point.value, "low95": low, "high95": high}
