"""Sizes, colours and words of a slide, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from levier.language.numbers import LOCALES

if TYPE_CHECKING:
    from pptx.text.text import TextFrame, _Run

    from levier.language import Language

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
INNER = Emu(WIDTH - 2 * MARGIN)
TOP = Inches(1.5)
FOOT = Inches(6.8)

INK, MUTED, GRID = (
    RGBColor(0x1C, 0x20, 0x24),
    RGBColor(0x5C, 0x62, 0x6B),
    RGBColor(0xE3, 0xE5, 0xE8),
)
ACCENT, BAND = RGBColor(0x0B, 0x5C, 0xAD), RGBColor(0xC9, 0xDE, 0xF4)
SIGNS = {
    "gain": (RGBColor(0x14, 0x75, 0x4A), RGBColor(0x9C, 0xCD, 0xB5)),
    "loss": (RGBColor(0xB3, 0x26, 0x1E), RGBColor(0xEB, 0xB0, 0xAB)),
    "open": (RGBColor(0x0B, 0x5C, 0xAD), BAND),
    "level": (INK, MUTED),
    "model": (RGBColor(0x90, 0x97, 0xA1), GRID),
}
"""Dark and light of each sign: a range is dark up to its middle and light after it."""

TITLE, FIGURE, BODY, SMALL, FOOTNOTE = Pt(24), Pt(26), Pt(13), Pt(11), Pt(9)
LONG_TITLE = Pt(20)
"""For answers of more than a line and a half."""


def write(
    frame: TextFrame,
    lines: list[str],
    language: Language,
    size: Pt = BODY,
    color: RGBColor = INK,
    *,
    bold: bool = False,
) -> None:
    """Put lines into a frame, one paragraph each, with their language for the spelling checker."""
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        if place:
            paragraph.space_before = Pt(6)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.color.rgb, run.font.bold = size, color, bold
        in_language(run, language)


def in_language(run: _Run, language: Language) -> None:
    """Say in which language a run is written."""
    run._r.get_or_add_rPr().set("lang", LOCALES[language].replace("_", "-"))
