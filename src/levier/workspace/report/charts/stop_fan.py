"""The fan of a stop rule: what was counted, what may come, and the threshold at its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from levier.workspace.report.charts.rows import pixels_x
from levier.workspace.report.charts.theme import (
    ACCENT,
    BAND,
    BELOW_ZERO,
    GRID,
    INK,
    LOSS,
    MUTED,
    NARROW,
)

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.gating.results import StopDetail
    from levier.workspace.report.charts.rows import Layer, Spec

_SEEN, _COME, _GOAL = "seen", "come", "goal"
_HEIGHT = {True: 210, False: 300}
_LEFT = {True: 44, False: 56}
_RIGHT = 20


def stop_fan(detail: StopDetail, word: str, width: int) -> Spec:
    """Draw the count so far, the ranges of the count to come, and the threshold.

    Parameters
    ----------
    detail
        A rule with time left.
    word
        What to write on the line of the threshold.
    width
        Of the drawing, in pixels.
    """
    phone = width <= NARROW
    chart = alt.LayerChart(
        layer=[
            _band("low95", "high95", GRID, phone=phone),
            _band("p10", "p90", BAND, phone=phone),
            _line(_COME, "p50", ACCENT, dashed=True),
            _line(_SEEN, "total", INK),
            *_threshold(),
        ],
        height=_HEIGHT[phone],
        autosize="none",
        padding={"left": _LEFT[phone], "right": _RIGHT, "top": 22, "bottom": 32},
    )
    spec: Spec = chart.to_dict(validate=False)
    return {**spec, "width": width - _LEFT[phone] - _RIGHT, "datasets": _data(detail, word)}


def _data(detail: StopDetail, word: str) -> dict[str, list[dict[str, Any]]]:
    last_day, reached = detail.seen[-1]
    fan = detail.answer.fan
    bands = ("low95", "p10", "p50", "p90", "high95")
    now = {"date": _milliseconds(last_day), **dict.fromkeys(bands, reached)}
    come = [
        {"date": _milliseconds(day), **{name: getattr(fan, name)[k] for name in bands}}
        for k, day in enumerate(detail.to_come)
    ]
    seen = [{"date": _milliseconds(day), "total": total} for day, total in detail.seen]
    return {
        _SEEN: seen,
        _COME: [now, *come],
        _GOAL: [{"threshold": detail.answer.threshold, "word": word}],
    }


def _band(low: str, high: str, colour: str, *, phone: bool) -> Layer:
    x = alt.X(
        "date:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(
            title=None,
            grid=False,
            labelExpr="utcFormat(datum.value, '%-d %b')",
            labelPadding=BELOW_ZERO,
            tickCount=4 if phone else 8,
        ),
    )
    y = alt.Y(
        f"{low}:Q",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(title=None, format=",~f", tickCount=5),
    )
    area = alt.Chart(alt.NamedData(name=_COME)).mark_area(color=colour, opacity=1)
    return area.encode(x=x, y=y, y2=alt.Y2(f"{high}:Q"))


def _line(data: str, field: str, colour: str, *, dashed: bool = False) -> Layer:
    dash = [5, 3] if dashed else [1, 0]
    chart = alt.Chart(alt.NamedData(name=data))
    line = chart.mark_line(color=colour, strokeWidth=1.8, strokeDash=dash)
    return line.encode(x=alt.X("date:T"), y=alt.Y(f"{field}:Q"))


def _threshold() -> tuple[Layer, Layer]:
    data = alt.NamedData(name=_GOAL)
    rule = alt.Chart(data).mark_rule(color=LOSS, strokeWidth=1.6).encode(y=alt.Y("threshold:Q"))
    text = (
        alt.Chart(data)
        .mark_text(align="left", dx=4, dy=-8, fill=MUTED, size=12)
        .encode(y=alt.Y("threshold:Q"), x=pixels_x(0), text=alt.Text("word:N"))
    )
    return rule, text


def _milliseconds(day: date) -> int:
    """Give a day as JavaScript counts time, in UTC, so that no time zone moves it."""
    return 86_400_000 * (day.toordinal() - 719_163)
