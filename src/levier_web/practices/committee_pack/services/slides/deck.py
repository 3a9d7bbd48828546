"""The presentation: a title that answers, figures, one or two parts, and where they come from."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from levier_web.practices.committee_pack.services.slide import Ranges, Sentences, Steps, Table
from levier_web.practices.committee_pack.services.slides import native_charts, theme
from levier_web.practices.committee_pack.services.slides.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.dml.color import RGBColor
    from pptx.slide import Slide as Page
    from pptx.text.text import TextFrame

    from levier_web.practices.committee_pack.services.slide import Block, Pack, Slide, Tile
    from levier_web.practices.committee_pack.services.slides.native_charts import Box

TITLE_ONLY = 5
"""The layout of the library's own template that has a title and nothing else."""
GAP = Inches(0.35)
TILES = Inches(1.15)
LINE_AND_A_HALF = 90
"""Characters."""


def deck(pack: Pack) -> bytes:
    """Write the presentation."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = theme.WIDTH, theme.HEIGHT
    about = presentation.core_properties
    about.title, about.author, about.language = pack.title, pack.company, pack.language
    about.created = about.modified = datetime.combine(pack.as_of, time(), tzinfo=UTC)
    for number, slide in enumerate(pack.slides, start=1):
        page = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
        _fill(page, slide, pack, number)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def _fill(page: Page, slide: Slide, pack: Pack, number: int) -> None:
    _title(page, slide, pack)
    top = theme.TOP
    if slide.tiles:
        _tiles(page, slide.tiles, pack, top)
        top = Emu(top + TILES + GAP)
    _blocks(page, slide.blocks, pack, top)
    _foot(page, slide, pack, number)


def _title(page: Page, slide: Slide, pack: Pack) -> None:
    title = page.shapes.title
    assert title is not None  # noqa: S101 - the layout has one
    title.left, title.top = theme.MARGIN, Inches(0.4)
    title.width, title.height = theme.INNER, Inches(1.0)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = theme.TITLE if len(slide.title) <= LINE_AND_A_HALF else theme.LONG_TITLE
    theme.write(title.text_frame, [slide.title], pack.language, size, bold=True)
    title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    rule = page.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, theme.MARGIN, theme.TOP, Inches(1.2), Inches(0.04)
    )
    rule.shadow.inherit = False
    rule.fill.solid()
    rule.fill.fore_color.rgb = theme.ACCENT
    rule.line.fill.background()


def _tiles(page: Page, tiles: Sequence[Tile], pack: Pack, top: Emu) -> None:
    width = Emu((theme.INNER - GAP * (len(tiles) - 1)) // len(tiles))
    for place, tile in enumerate(tiles):
        left = Emu(theme.MARGIN + place * (width + GAP))
        frame = page.shapes.add_textbox(left, Emu(top + Inches(0.1)), width, TILES).text_frame
        frame.margin_left = frame.margin_right = 0
        theme.write(frame, [tile.label], pack.language, theme.SMALL, theme.MUTED)
        _line(frame, tile.figure, pack, theme.FIGURE, theme.INK, bold=True)
        _line(frame, tile.under, pack, theme.SMALL, theme.MUTED)


def _line(
    frame: TextFrame,
    text: str,
    pack: Pack,
    size: Pt,
    color: RGBColor,
    *,
    bold: bool = False,
) -> None:
    run = frame.add_paragraph().add_run()
    run.text = text
    run.font.size, run.font.color.rgb, run.font.bold = size, color, bold
    theme.in_language(run, pack.language)


def _blocks(page: Page, blocks: Sequence[Block], pack: Pack, top: Emu) -> None:
    """Put one block across; a drawing takes three fifths beside words, a table all the width."""
    height = Emu(theme.FOOT - top - Inches(0.15))
    if not blocks:
        return
    if len(blocks) == 1 or isinstance(blocks[0], Table):
        used = _block(page, blocks[0], pack, (theme.MARGIN, top, theme.INNER, height))
        for other in blocks[1:]:
            under = Emu(top + used + GAP)
            _block(page, other, pack, (theme.MARGIN, under, theme.INNER, Emu(theme.FOOT - under)))
        return
    part = 0.62 if isinstance(blocks[1], Sentences) else 0.5
    left = Emu(int((theme.INNER - GAP) * part))
    _block(page, blocks[0], pack, (theme.MARGIN, top, left, height))
    start = Emu(theme.MARGIN + left + GAP)
    _block(page, blocks[1], pack, (start, top, Emu(theme.INNER - left - GAP), height))


def _block(page: Page, block: Block, pack: Pack, box: Box) -> int:
    """Draw a block and give the height that it takes."""
    match block:
        case Ranges():
            native_charts.ranges(page, box, block)
        case Steps():
            native_charts.steps(page, box, block)
        case Table():
            return table(page, box, block, pack.language)
        case Sentences():
            _sentences(page, box, block, pack)
    return box[3]


def _sentences(page: Page, box: Box, block: Sentences, pack: Pack) -> None:
    frame = page.shapes.add_textbox(*box).text_frame
    frame.margin_left = 0
    if block.heading:
        theme.write(frame, [block.heading], pack.language, theme.BODY, bold=True)
        for line in block.lines:
            _line(frame, line, pack, theme.BODY, theme.INK)
    else:
        theme.write(frame, list(block.lines), pack.language)


def _foot(page: Page, slide: Slide, pack: Pack, number: int) -> None:
    width = Emu(theme.INNER - Inches(0.8))
    box = page.shapes.add_textbox(theme.MARGIN, theme.FOOT, width, Inches(0.5))
    box.text_frame.margin_left = 0
    theme.write(box.text_frame, [slide.footnote], pack.language, theme.FOOTNOTE, theme.MUTED)
    right = Emu(theme.WIDTH - theme.MARGIN - Inches(0.7))
    place = page.shapes.add_textbox(right, theme.FOOT, Inches(0.7), Inches(0.3))
    word = f"{number} / {len(pack.slides)}"
    theme.write(place.text_frame, [word], pack.language, theme.FOOTNOTE, theme.MUTED)
    place.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
