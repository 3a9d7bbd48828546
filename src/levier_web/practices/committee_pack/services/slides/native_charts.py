"""Charts that PowerPoint and LibreOffice can edit: their numbers are in a sheet inside the slide.

Neither has a bar from one value to another: ranges and steps are stacked bars on an invisible one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from levier_web.practices.committee_pack.services.slides.theme import GRID, INK, SIGNS, SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide as Page

    from levier_web.practices.committee_pack.services.slide import RangeRow, Ranges, Sign, Steps

HAIRS = 90
"""A range without length is drawn as this part of the axis."""
Box = tuple[int, int, int, int]
"""Left, top, width, height."""


def ranges(page: Page, box: Box, drawn: Ranges) -> None:
    """Draw each row from its low end to its high end, dark up to the middle."""
    span = max(row.high for row in drawn.rows) - min(0.0, *(row.low for row in drawn.rows))
    hair = (span or 1.0) / HAIRS
    parts = [_cut(row, hair) for row in drawn.rows]
    data = CategoryChartData(number_format="0%" if drawn.percent else "#,##0")
    data.categories = [row.name for row in drawn.rows]
    _, low, mid, high, _ = drawn.heads
    names = ("0", f"{low} – {mid}", f"{mid} – {high}", f"{mid} – {high} < 0", f"{low} – {mid} < 0")
    for rank, name in enumerate(names):
        data.add_series(name, [part[rank] for part in parts])
    chart = _chart(page, XL_CHART_TYPE.BAR_STACKED, box, data, drawn.alt)
    _title(chart, drawn.alt)
    chart.value_axis.tick_labels.number_format = "0%" if drawn.percent else drawn.axis
    chart.value_axis.tick_labels.number_format_is_linked = False
    if drawn.percent:
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.0, 1.0
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.plots[0].gap_width = 55 if len(drawn.rows) > 3 else 220
    signs = [row.sign for row in drawn.rows]
    for rank, series in enumerate(chart.plots[0].series):
        _fill(series, signs, None if rank == 0 else int(rank in {2, 3}))


def _cut(row: RangeRow, hair: float) -> tuple[float, float, float, float, float]:
    """Cut a range at zero and at its middle: ground, dark and light above; light, dark below."""
    low, mid, high = row.low, row.mid, row.high
    if high - low < hair:
        low, high = mid - hair / 2, mid + hair / 2
    if low >= 0:
        return low, mid - low, high - mid, 0.0, 0.0
    if high <= 0:
        return high, 0.0, 0.0, mid - high, low - mid
    if mid >= 0:
        return 0.0, mid, high - mid, 0.0, low
    return 0.0, 0.0, high, mid, low - mid


def steps(page: Page, box: Box, drawn: Steps) -> None:
    """Draw levels as marks and each part from where the one before it ended."""
    data = CategoryChartData(number_format="#,##0.00")
    data.categories = [f"{row.name}   {row.figure}" for row in drawn.rows]
    spans: list[tuple[float, float]] = []
    at = 0.0
    for row in drawn.rows:
        end = row.amount if row.sign == "level" else at + row.amount
        spans.append((end, end) if row.sign == "level" else (min(at, end), max(at, end)))
        at = end
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    hair = ((high - low) or 1.0) / HAIRS
    shown = [(start, max(end, start + hair)) for start, end in spans]
    data.add_series("0", [start for start, _ in shown])
    data.add_series(drawn.heads[1], [end - start for start, end in shown])
    chart = _chart(page, XL_CHART_TYPE.BAR_STACKED, box, data, drawn.alt)
    chart.plots[0].gap_width = 45
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.tick_labels.number_format = "#,##0.##"
    chart.value_axis.tick_labels.number_format_is_linked = False
    if low > 0:  # parts are small beside levels: the axis is cut, as the footnote says
        step = 10.0 ** math.floor(math.log10(high - low or 1.0))
        chart.value_axis.minimum_scale = math.floor(low / step) * step
        chart.value_axis.maximum_scale = math.ceil(high / step) * step
    invisible, bars = chart.plots[0].series
    signs = [row.sign for row in drawn.rows]
    _fill(invisible, signs, None)
    _fill(bars, signs, 0)


def _chart(page: Page, kind: Any, box: Box, data: CategoryChartData, alt: str) -> Any:  # noqa: ANN401
    frame = page.shapes.add_chart(kind, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, False
    chart.font.size, chart.font.color.rgb = SMALL, INK
    plot = chart.plots[0]
    plot.overlap = 100
    axis = chart.value_axis
    axis.major_gridlines.format.line.color.rgb = GRID
    axis.format.line.fill.background()
    axis.major_tick_mark = chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.rgb = GRID
    chart.category_axis.tick_labels.font.size = SMALL
    return chart


def _title(chart: Any, said: str) -> None:  # noqa: ANN401
    """Say above a chart what it shows: a slide may have two."""
    chart.has_title = True
    chart.chart_title.include_in_layout = False
    chart.chart_title.text_frame.text = said
    font = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = SMALL, False, INK


def _fill(series: Any, signs: Sequence[Sign], shade: int | None) -> None:  # noqa: ANN401
    """Colour each bar by its sign; without a shade it is invisible."""
    series.invert_if_negative = False
    if shade is None:
        series.format.fill.background()
        series.format.line.fill.background()
        return
    for rank, sign in enumerate(signs):
        fill = series.points[rank].format.fill
        fill.solid()
        fill.fore_color.rgb = SIGNS[sign][shade]
        series.points[rank].format.line.width = Pt(0)
        series.points[rank].format.line.fill.background()
