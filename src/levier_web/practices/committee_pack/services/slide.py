"""A slide before it has a form: what the three writers of the pack have in common.

Slides, pages and sheets are made of these parts, so that they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from levier.language import Language
    from levier_web.practices.committee_pack.services.asked import Asked

Sign = Literal["gain", "loss", "open", "level", "model"]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure, as written, with its range under it."""

    label: str
    figure: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Rows drawn as ranges on one scale.

    Attributes
    ----------
    alt
        The picture in words.
    rows
        One per line, the first on top.
    percent
        Whether the values are shares; amounts of money otherwise.
    heads
        Words over the columns of the same numbers: name, low, middle, high, grade.
    """

    alt: str
    heads: tuple[str, str, str, str, str]
    rows: Sequence[RangeRow]
    percent: bool = False
    axis: str = "#,##0"
    """The format of amounts along the axis."""


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One range: eight chances in ten between ``low`` and ``high``."""

    name: str
    low: float
    mid: float
    high: float
    sign: Sign = "open"
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A change taken apart: levels stand on the ground, the other steps on the one before."""

    alt: str
    heads: tuple[str, str]
    rows: Sequence[StepRow]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One level or one part of the change."""

    name: str
    amount: float
    sign: Sign
    figure: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words and figures already written; ``figures`` are columns set to the right."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    widths: tuple[float, ...]
    figures: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """A few sentences, one to a line."""

    lines: Sequence[str]
    heading: str = ""


Block = Ranges | Steps | Table | Sentences


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: the answer as its title, its figures, and where they come from."""

    name: str
    title: str
    footnote: str
    tiles: Sequence[Tile] = ()
    blocks: Sequence[Block] = ()
    """One fills the width; two stand side by side."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack in one language."""

    language: Language
    company: str
    currency: str
    title: str
    as_of: date
    slides: Sequence[Slide]
    asked: Asked
    """What it was written from: the workbook has more rows than a slide."""
