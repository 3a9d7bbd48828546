"""The pack as a tagged PDF: one page a slide, each drawing with its numbers beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language import numbers
from levier_web.practices.committee_pack.services.slide import Ranges, Sentences, Steps, Table
from levier_web.ui.documents import pdf

if TYPE_CHECKING:
    from levier_web.practices.committee_pack.services.slide import Block, Pack

LENGTH = 400.0
"""Of the line on which a bar is drawn."""
HAIR = 3.0
FILLS = {
    "gain": ("#14754a", "#9ccdb5"),
    "loss": ("#b3261e", "#ebb0ab"),
    "open": ("#0b5cad", "#c9def4"),
    "level": ("#1c2024", "#5c626b"),
    "model": ("#9097a1", "#e3e5e8"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a drawing with its numbers: positions from 0 to 400."""

    name: str
    sign: str
    start: float
    middle: float
    end: float
    zero: float
    figures: tuple[str, ...]

    @property
    def pieces(self) -> list[dict[str, object]]:
        """Give the dark and the light part of the bar; a mark where it has no length."""
        dark, light = FILLS[self.sign]
        if self.end - self.start < HAIR:
            return [{"x": self.start - HAIR / 2, "width": HAIR, "fill": dark}]
        return [
            {"x": self.start, "width": round(self.middle - self.start, 2), "fill": dark},
            {"x": self.middle, "width": round(self.end - self.middle, 2), "fill": light},
        ]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars on one scale, and the words over their numbers."""

    caption: str
    heads: tuple[str, ...]
    bars: list[Bar]


def printed(pack: Pack) -> bytes:
    """Write the document."""
    pages = [
        {"slide": slide, "number": place, "parts": [part(pack, one) for one in slide.blocks]}
        for place, slide in enumerate(pack.slides, start=1)
    ]
    template, styles = "committee_pack/print.html", ["committee_pack/print.css"]
    return pdf(template, {"pages": pages}, pack.language, pack.title, styles)


def part(pack: Pack, block: Block) -> dict[str, object]:
    """Give a block to the template, under its kind."""
    match block:
        case Ranges():
            return {"drawing": _ranges(pack, block)}
        case Steps():
            return {"drawing": _steps(block)}
        case Table():
            return {"table": block}
        case Sentences():
            return {"sentences": block}


def _ranges(pack: Pack, block: Ranges) -> Drawing:
    low = min([0.0, *(row.low for row in block.rows)])
    high = 1.0 if block.percent else max([0.0, *(row.high for row in block.rows)])
    bars = []
    for row in block.rows:
        written = tuple(_written(pack, block, one) for one in (row.mid, row.low, row.high))
        start, middle, end = (_at(one, low, high) for one in (row.low, row.mid, row.high))
        bars.append(Bar(row.name, row.sign, start, middle, end, _at(0.0, low, high), written))
    name, least, mid, most, _ = block.heads
    return Drawing(block.alt, (name, mid, least, most), bars)


def _written(pack: Pack, block: Ranges, value: float) -> str:
    if block.percent:
        return numbers.percent(value, pack.language)
    return numbers.money(value, pack.currency, pack.language)


def _steps(block: Steps) -> Drawing:
    spans: list[tuple[float, float]] = []
    at = 0.0
    for row in block.rows:
        end = row.amount if row.sign == "level" else at + row.amount
        spans.append((end, end) if row.sign == "level" else (at, end))
        at = end
    low, high = min(min(pair) for pair in spans), max(max(pair) for pair in spans)
    room = (high - low) or 1.0
    low, high = low - room / 20, high + room / 20
    bars = []
    for row, pair in zip(block.rows, spans, strict=True):
        start, end = sorted(_at(one, low, high) for one in pair)
        bars.append(Bar(row.name, row.sign, start, end, end, -1.0, (row.figure,)))
    return Drawing(block.alt, block.heads, bars)


def _at(value: float, low: float, high: float) -> float:
    return round(LENGTH * (value - low) / ((high - low) or 1.0), 2)
