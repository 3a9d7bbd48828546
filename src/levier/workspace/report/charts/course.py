"""A range month by month, counted from today: the middle, and eight chances in ten."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import altair as alt

from levier.workspace.report.charts.theme import ACCENT, BAND, NARROW, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.accounts.results import Span
    from levier.workspace.report.charts.rows import Spec

_MONTHS = "months"
_HEIGHT = {True: 170, False: 230}
_LEFT = {True: 58, False: 74}
_RIGHT = 14


def course(spans: Sequence[Span], axis_title: str, width: int) -> Spec:
    """Draw a course.

    Parameters
    ----------
    spans
        One for each month, the first of them the month to come.
    axis_title
        What the horizontal axis counts.
    width
        Of the drawing, in pixels.
    """
    phone = width <= NARROW
    values = [
        {"month": rank, "p10": span.p10, "p50": span.p50, "p90": span.p90}
        for rank, span in enumerate(spans, start=1)
    ]
    spec = _spec(axis_title, phone)
    return {**spec, "width": width - _LEFT[phone] - _RIGHT, "datasets": {_MONTHS: values}}


@cache
def _spec(axis_title: str, phone: bool) -> Spec:
    x = alt.X(
        "month:Q",
        scale=alt.Scale(nice=False),
        axis=alt.Axis(
            title=axis_title,
            titleAnchor="end" if phone else "middle",
            grid=False,
            tickMinStep=1,
            tickCount=6 if phone else 12,
            format="d",
        ),
    )
    y = alt.Y("p10:Q", axis=alt.Axis(title=None, format="~s", tickCount=5))
    chart = alt.LayerChart(
        data=alt.NamedData(name=_MONTHS),
        layer=[
            alt.Chart().mark_area(color=BAND, opacity=1).encode(x=x, y=y, y2=alt.Y2("p90:Q")),
            alt.Chart().mark_rule(color=RULE).encode(y=alt.datum(0)),
            alt.Chart()
            .mark_line(color=ACCENT, strokeWidth=1.8)
            .encode(x=alt.X("month:Q"), y=alt.Y("p50:Q")),
        ],
        height=_HEIGHT[phone],
        autosize="none",
        padding={"left": _LEFT[phone], "right": _RIGHT, "top": 10, "bottom": 44},
    )
    spec: Spec = chart.to_dict(validate=False)
    return spec
