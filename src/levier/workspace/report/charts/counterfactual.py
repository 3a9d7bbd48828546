"""One metric as observed, and as it would have been without one decision."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt

from levier.workspace.report.charts.rows import pixels_y
from levier.workspace.report.charts.theme import ACCENT, BAND, INK, MUTED, NARROW, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.workspace.report.charts.rows import Layer, Spec
    from levier.workspace.report.series import Point

_POINTS, _START = "points", "start"
_BRIEF_DAYS = 200
_HEIGHT = {True: 190, False: 280}
_LEFT = {True: 50, False: 62}


def counterfactual(
    points: Sequence[Point], start: date, start_word: str, number_format: str, width: int
) -> Spec:
    """Draw the observed line, the band without the decision, and where the decision starts.

    Parameters
    ----------
    points
        In the order of time.
    start
        First day of the decision.
    start_word
        What to write beside the start.
    number_format
        D3 format of the axis.
    width
        Of the drawing, in pixels.
    """
    phone = width <= NARROW
    spec = _spec(number_format, phone, _is_late(points, start), _is_brief(points))
    datasets = {
        _POINTS: [_values(point) for point in points],
        _START: [{"date": _milliseconds(start), "word": start_word}],
    }
    return {**spec, "width": width - _LEFT[phone] - 14, "datasets": datasets}


@cache
def _spec(number_format: str, phone: bool, late: bool, brief: bool) -> Spec:
    chart = alt.LayerChart(
        data=alt.NamedData(name=_POINTS),
        layer=[
            _band(number_format, phone=phone, brief=brief),
            _line("without", ACCENT, dashed=True),
            _line("observed", INK),
            *_start(late=late),
        ],
        height=_HEIGHT[phone],
        autosize="none",
        padding={"left": _LEFT[phone], "right": 14, "top": 22, "bottom": 26},
    )
    spec: Spec = chart.to_dict(validate=False)
    return spec


def _band(number_format: str, *, phone: bool, brief: bool) -> Layer:
    months = "utcFormat(datum.value, utcmonth(datum.value) == 0 ? '%Y' : '%b')"
    days = "utcFormat(datum.value, '%-d %b')"
    x = alt.X(
        "date:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(
            title=None, grid=False, labelExpr=days if brief else months, tickCount=4 if phone else 9
        ),
    )
    y = alt.Y(
        "low:Q",
        scale=alt.Scale(zero=False),
        axis=alt.Axis(title=None, format=number_format, tickCount=5),
    )
    return alt.Chart().mark_area(color=BAND, opacity=1).encode(x=x, y=y, y2=alt.Y2("high:Q"))


def _line(field: str, colour: str, *, dashed: bool = False) -> Layer:
    dash = [5, 3] if dashed else [1, 0]
    return (
        alt.Chart()
        .mark_line(color=colour, strokeWidth=1.7, strokeDash=dash)
        .encode(x=alt.X("date:T"), y=alt.Y(f"{field}:Q"))
    )


def _start(*, late: bool) -> tuple[Layer, Layer]:
    data = alt.NamedData(name=_START)
    rule = alt.Chart(data).mark_rule(color=RULE, strokeWidth=1.4).encode(x=alt.X("date:T"))
    text = (
        alt.Chart(data)
        .mark_text(
            align="right" if late else "left", dx=-6 if late else 6, dy=-8, fill=MUTED, size=12
        )
        .encode(x=alt.X("date:T"), y=pixels_y(0), text=alt.Text("word:N"))
    )
    return rule, text


def _is_brief(points: Sequence[Point]) -> bool:
    """Tell whether the axis is so short that its ticks are days and not months."""
    return (points[-1].date - points[0].date).days < _BRIEF_DAYS


def _is_late(points: Sequence[Point], start: date) -> bool:
    """Tell whether the start lies in the right part of the picture, where words do not fit."""
    first, last = points[0].date, points[-1].date
    return (start - first) > 0.6 * (last - first)


def _values(point: Point) -> dict[str, Any]:
    return {
        "date": _milliseconds(point.date),
        "observed": point.observed,
        "low": point.low,
        "without": point.without,
        "high": point.high,
    }


def _milliseconds(day: date) -> int:
    """Give a day as JavaScript counts time, in UTC, so that no time zone moves it."""
    return 86_400_000 * (day.toordinal() - 719_163)
