"""What charts made of labelled rows share: where names and figures stand, and the axis.

On a screen the name stands left of its row in two lines; on a phone it stands above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import altair as alt

from levier.language.numbers import currency_symbol
from levier.workspace.report.charts.theme import INK, MUTED, NARROW, RULE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language

Layer: TypeAlias = Any
"""One mark of a chart; Altair gives its methods no types."""

Spec: TypeAlias = dict[str, Any]
"""A chart as Vega-Lite reads it. Building one takes Altair longer than drawing it, so each
kind is built once per width and only its data change."""

pixels_x: Any = alt.XValue
pixels_y: Any = alt.YValue
"""A place in pixels; Altair leaves these two untyped."""

_ROWS = "rows"
_NAMES = 290
_FIGURES = 112
_LETTER = 0.56
"""Width of a letter, on average, as a share of its size."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Room for the marks of a chart of rows, in pixels."""

    phone: bool
    plot: int
    step: int

    @classmethod
    def of(cls, width: int, step: int = 38) -> Layout:
        """Share out a width between names, marks and figures."""
        if width <= NARROW:
            return cls(phone=True, plot=width - 40, step=54)
        return cls(phone=False, plot=width - _NAMES - _FIGURES, step=step)

    def padding(self) -> dict[str, int]:
        """Give the room around the marks.

        It is fixed, since without a browser the width of a text is only guessed.
        """
        if self.phone:
            return {"left": 20, "right": 20, "top": 4, "bottom": 28}
        return {"left": _NAMES, "right": _FIGURES, "top": 4, "bottom": 28}


def row_axis() -> alt.Y:
    """One band per row, in the order given, without an axis."""
    return alt.Y("row:O", axis=None, sort="ascending")


def names(layout: Layout, *, details: bool = True) -> list[Layer]:
    """Write ``name``, ``detail``, ``figure`` and ``note`` of each row."""
    if layout.phone:
        figures = [
            _text("figure", align="right", x=layout.plot - 18, dy=-17),
            _text("note", align="right", x=layout.plot, dy=-17, fill=MUTED),
        ]
        name = _text("name", align="left", x=0, dy=-17)
        detail = _text("detail", align="left", x=0, dy=-2, size=11.5, fill=MUTED)
    else:
        figures = [
            _text("figure", align="right", x=layout.plot + _FIGURES - 28, dy=0),
            _text("note", align="right", x=layout.plot + _FIGURES - 4, dy=0, fill=MUTED),
        ]
        name = _text("name", align="right", x=-16, dy=-7 if details else 0)
        detail = _text("detail", align="right", x=-16, dy=8, size=11.5, fill=MUTED)
    return [name, *([detail] if details else []), *figures]


def _cut(row: dict[str, Any], layout: Layout) -> dict[str, Any]:
    """Shorten the name and the detail of a row to the room that they have.

    On a phone the figure stands beside the name, and the detail has its line for itself.
    """
    name, detail = (layout.plot - 100, layout.plot) if layout.phone else (_NAMES - 18, _NAMES - 18)
    return {
        **row,
        "name": shortened(row["name"], int(name / (_LETTER * 12.5))),
        "detail": shortened(row["detail"], int(detail / (_LETTER * 11.5))),
    }


def shortened(text: str, letters: int) -> str:
    """Cut a text to a number of letters, the last one being an ellipsis."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def mark_offset(layout: Layout) -> int:
    """How far under the middle of its row a mark stands."""
    return 13 if layout.phone else 0


def zero_line() -> Layer:
    """Draw the line of no effect."""
    data = alt.InlineData(values=[{"zero": 0}])
    return alt.Chart(data).mark_rule(color=RULE, strokeWidth=1.2).encode(x=alt.X("zero:Q"))


def layered(layers: Sequence[Layer], layout: Layout) -> Spec:
    """Put layers over one another; the rows come later, by ``filled``."""
    chart = alt.LayerChart(
        data=alt.NamedData(name=_ROWS),
        layer=list(layers),
        width=layout.plot,
        autosize="none",
        padding=layout.padding(),
    )
    spec: Spec = chart.to_dict(validate=False)
    return spec


def filled(spec: Spec, rows: Sequence[dict[str, Any]], layout: Layout) -> Spec:
    """Put rows into a chart, one band each; a row gets its rank in ``row``."""
    values = [{**_cut(row, layout), "row": rank} for rank, row in enumerate(rows)]
    datasets = {**spec.get("datasets", {}), _ROWS: values}
    return {**spec, "datasets": datasets, "height": layout.step * len(rows)}


def _text(
    field: str,
    *,
    align: Literal["left", "right"],
    x: float,
    dy: float,
    size: float = 12.5,
    fill: str = INK,
) -> Layer:
    return (
        alt.Chart()
        .mark_text(align=align, baseline="middle", dy=dy, size=size, fill=fill)
        .encode(x=pixels_x(x), y=row_axis(), text=alt.Text(f"{field}:N"))
    )


def money_axis(largest: float, currency: str, language: Language, layout: Layout) -> alt.Axis:
    """Label an axis of amounts in units, thousands or millions of the currency."""
    divisor, suffix = _scale(largest, language)
    symbol = currency_symbol(currency, language)
    figure = f"format(abs(datum.value) / {divisor}, ',~f')"
    sign = "(datum.value < 0 ? '−' : '')"
    if language == "fr":
        amount = f"{sign} + {figure} + '\u202f{suffix}{symbol}'"
    else:
        amount = f"{sign} + '{symbol}' + {figure} + '{suffix}'"
    expression = f"datum.value == 0 ? '0' : {amount}"
    return alt.Axis(title=None, labelExpr=expression, tickCount=3 if layout.phone else 5)


def percent_axis(layout: Layout) -> alt.Axis:
    """Label an axis of shares."""
    expression = "datum.value == 0 ? '0' : format(datum.value, '+.2~%')"
    return alt.Axis(title=None, labelExpr=expression, tickCount=3 if layout.phone else 5)


def _scale(largest: float, language: Language) -> tuple[int, str]:
    millions = {"fr": "M", "en": "m"}[language]
    if largest >= 2_000_000:
        return 1_000_000, millions
    return (1_000, "k") if largest >= 5_000 else (1, "")
