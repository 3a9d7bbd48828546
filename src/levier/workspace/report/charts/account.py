"""The cumulative contribution of one product: until now, and where it may go."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt

from levier.workspace.report.charts.theme import ACCENT, BAND, INK, NARROW, PLAIN_ZERO, RULE

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.accounts.results import ProductAccount, Span
    from levier.workspace.report.charts.rows import Layer, Spec

_PAST, _COMING = "past", "coming"
_HEIGHT = {True: 190, False: 260}
_LEFT = {True: 58, False: 74}
_RIGHT = 14
_PHONE_MONTH = "utcFormat(datum.value, utcmonth(datum.value) ? '%b' : '%Y')"
"""On a phone four months with their years do not fit: January is its year."""


def account(product: ProductAccount, number_format: str, width: int) -> Spec:
    """Draw the cumulative contribution with its range, carried on where it is known how.

    Parameters
    ----------
    product
        Its account.
    number_format
        D3 format of the axis.
    width
        Of the drawing, in pixels.
    """
    phone = width <= NARROW
    past = [_values(month.month, month.cumulative) for month in product.months]
    coming = [past[-1]] if product.projection else []
    if product.projection:
        coming += [
            _values(month, span)
            for month, span in zip(
                product.projection.months, product.projection.cumulative, strict=True
            )
        ]
    spec = _spec(number_format, phone)
    datasets = {_PAST: past, _COMING: coming}
    return {**spec, "width": width - _LEFT[phone] - _RIGHT, "datasets": datasets}


@cache
def _spec(number_format: str, phone: bool) -> Spec:
    chart = alt.LayerChart(
        layer=[
            _band(_COMING, number_format, phone=phone),
            _band(_PAST, number_format, phone=phone),
            alt.Chart(alt.NamedData(name=_PAST)).mark_rule(color=RULE).encode(y=alt.datum(0)),
            _line(_COMING, ACCENT, dashed=True),
            _line(_PAST, INK, dashed=False),
        ],
        height=_HEIGHT[phone],
        autosize="none",
        padding={"left": _LEFT[phone], "right": _RIGHT, "top": 10, "bottom": 26},
    )
    spec: Spec = chart.to_dict(validate=False)
    return spec


def _band(data: str, number_format: str, *, phone: bool) -> Layer:
    x = alt.X(
        "date:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(
            title=None,
            grid=False,
            labelExpr=_PHONE_MONTH if phone else "utcFormat(datum.value, '%b %Y')",
            tickCount=3 if phone else 5,
        ),
    )
    y = alt.Y(
        "p10:Q", axis=alt.Axis(title=None, format=number_format, labelExpr=PLAIN_ZERO, tickCount=5)
    )
    area = alt.Chart(alt.NamedData(name=data)).mark_area(color=BAND, opacity=1)
    return area.encode(x=x, y=y, y2=alt.Y2("p90:Q"))


def _line(data: str, colour: str, *, dashed: bool) -> Layer:
    dash = [5, 3] if dashed else [1, 0]
    line = alt.Chart(alt.NamedData(name=data)).mark_line(
        color=colour, strokeWidth=1.8, strokeDash=dash
    )
    return line.encode(x=alt.X("date:T"), y=alt.Y("p50:Q"))


def _values(month: date, span: Span) -> dict[str, Any]:
    when = 86_400_000 * (month.toordinal() - 719_163)
    return {"date": when, "p10": span.p10, "p50": span.p50, "p90": span.p90}
