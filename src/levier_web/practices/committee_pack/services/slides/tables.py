"""A table on a slide: a header that screen readers know, ruled rows, figures to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from levier_web.practices.committee_pack.services.slides import theme

if TYPE_CHECKING:
    from pptx.slide import Slide as Page

    from levier.language import Language
    from levier_web.practices.committee_pack.services.slide import Table
    from levier_web.practices.committee_pack.services.slides.native_charts import Box

ROW = Inches(0.42)
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in style of tables without any fill or rule."""
LINE = Inches(0.19)
PER_INCH = 14.0
"""Characters of the small size in an inch, about."""


def table(page: Page, box: Box, shown: Table, language: Language) -> int:
    """Draw a table and give its height, estimated from the lines that its cells take."""
    left, top, width, _ = box
    widths = [Emu(int(width * share)) for share in shown.widths]
    heights = [ROW, *(_height(row, widths) for row in shown.rows)]
    frame = page.shapes.add_table(
        len(shown.rows) + 1, len(shown.heads), left, Emu(top + Inches(0.15)), width, sum(heights)
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", shown.caption)
    grid = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = PLAIN
    for place, size in enumerate(widths):
        grid.columns[place].width = size
    for place, size in enumerate(heights):
        grid.rows[place].height = Emu(size)
    for row, cells in enumerate([shown.heads, *shown.rows]):
        for column, text in enumerate(cells):
            _cell(
                grid.cell(row, column),
                text,
                language,
                head=row == 0,
                figure=column in shown.figures,
            )
    return int(sum(heights) + Inches(0.15))


def _height(row: tuple[str, ...], widths: list[Emu]) -> int:
    lines = max(_lines(text, width) for text, width in zip(row, widths, strict=True))
    return int(max(ROW, LINE * lines + Inches(0.12)))


def _lines(text: str, width: int) -> int:
    most = max(1, int(width / Inches(1) * PER_INCH))
    return max(1, -(-len(text) // most))


def _cell(cell: Any, text: str, language: Language, *, head: bool, figure: bool) -> None:  # noqa: ANN401
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    color = theme.MUTED if head else theme.INK
    theme.write(cell.text_frame, [text], language, theme.SMALL, color, bold=head)
    if figure:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _ruled(cell, strong=head)


def _ruled(cell: Any, *, strong: bool) -> None:  # noqa: ANN401 - the library has no call for it
    """Draw a line under a cell."""
    color = str(theme.MUTED if strong else theme.GRID)
    width = int(Pt(1.0 if strong else 0.75))
    line = (
        f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{color}"/>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().append(parse_xml(line))
