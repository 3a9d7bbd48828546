"""Whether stated quantiles hold: the share of measurements under each, beside the right line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import altair as alt

from levier.workspace.report.charts.theme import ACCENT, BELOW_ZERO, NARROW, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.forecasting.calibration_curve import CalibrationPoint
    from levier.workspace.report.charts.rows import Layer, Spec

_BESIDE = 2
_POINTS, _RIGHT_LINE = "points", "right"
_HEIGHT = {True: 230, False: 360}
_LEFT, _MARGIN = 58, 30


def calibration(points: Sequence[CalibrationPoint], stated: str, under: str, width: int) -> Spec:
    """Draw the curve with its 95 % ranges; the dashed diagonal is where it should lie.

    Parameters
    ----------
    points
        One per stated quantile.
    stated, under
        Titles of the axes.
    width
        Of the drawing, in pixels.
    """
    phone = width <= NARROW
    values = [
        {
            "level": point.level,
            "share": point.under.share,
            "low": point.under.low95,
            "high": point.under.high95,
        }
        for point in points
    ]
    diagonal = [{"level": end, "share": end} for end in (0.0, 1.0)]
    inner = width - _LEFT - _MARGIN
    datasets = {_POINTS: values, _RIGHT_LINE: diagonal}
    return {**_spec(stated, under, phone), "width": inner, "datasets": datasets}


@cache
def _spec(stated: str, under: str, phone: bool) -> Spec:
    scale = alt.Scale(domain=[0, 1], nice=False)
    diagonal = alt.Chart(alt.NamedData(name=_RIGHT_LINE)).mark_line(
        color=RULE, strokeDash=[5, 3], strokeWidth=1.4
    )
    chart = alt.LayerChart(
        layer=[
            diagonal.encode(
                x=alt.X("level:Q", scale=scale, axis=_axis(stated, BELOW_ZERO)),
                y=alt.Y("share:Q", scale=scale, axis=_axis(under, _BESIDE)),
            ),
            _ranges(),
            _curve(),
        ],
        height=_HEIGHT[phone],
        autosize="none",
        padding={"left": _LEFT, "right": _MARGIN, "top": 10, "bottom": 50},
    )
    spec: Spec = chart.to_dict(validate=False)
    return spec


def _axis(title: str, padding: int) -> alt.Axis:
    return alt.Axis(title=title, format="~%", tickCount=5, labelPadding=padding)


def _ranges() -> Layer:
    rule = alt.Chart(alt.NamedData(name=_POINTS)).mark_rule(color=ACCENT, strokeWidth=2)
    return rule.encode(x=alt.X("level:Q"), y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))


def _curve() -> Layer:
    line = alt.Chart(alt.NamedData(name=_POINTS)).mark_line(
        color=ACCENT, strokeWidth=1.6, point=alt.OverlayMarkDef(size=60, color=ACCENT, filled=True)
    )
    return line.encode(x=alt.X("level:Q"), y=alt.Y("share:Q"))
