"""What surrounds the sheets of a workbook: their names, the texts they share, how numbers look."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from posixpath import join, normpath
from typing import TYPE_CHECKING

from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.workbooks.xml import LONGEST_CELL, Walk, walked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier_web.ui.workbooks.package import Package

MOST_SHEETS = 100
MOST_TEXTS = 1_000_000
FOLDER = "xl"
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DATES = {*range(14, 23), *range(27, 37), *range(50, 59)}
"""Formats that every program knows by their number, and does not write down."""
ELAPSED_TIMES = {45, 46, 47}


class Look(Enum):
    """What a number is, by the format of its cell."""

    NUMBER = "number"
    DATE = "date"
    ELAPSED = "elapsed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its part, and whether a person sees it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook without the cells of its sheets."""

    sheets: tuple[Sheet, ...]
    since_1904: bool
    texts: list[str]
    looks: list[Look]


@dataclass(slots=True)
class _Main(Walk):
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            key = next((attributes[one] for one in attributes if one.endswith("}id")), "")
            self.sheets.append((attributes.get("name", ""), key, hidden))
            if len(self.sheets) > MOST_SHEETS:
                raise Suspicious("ui.workbook.too_many_parts", most=MOST_SHEETS)


@dataclass(slots=True)
class _Relations(Walk):
    parts: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if name == "Relationship" and kind == "worksheet":
            target = attributes.get("Target", "")
            part = target[1:] if target.startswith("/") else normpath(join(FOLDER, target))
            self.parts[attributes.get("Id", "")] = part


@dataclass(slots=True)
class _Texts(Walk):
    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    spoken: int = 0

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        if name == "si":
            self.pieces = []
        self.spoken += name == "rPh"

    def end(self, name: str, text: str) -> None:
        self.spoken -= name == "rPh"
        if name == "t" and not self.spoken:
            self.pieces.append(text)
        elif name == "si":
            self.texts.append(joined(self.pieces))
            if len(self.texts) > MOST_TEXTS:
                raise Suspicious("ui.workbook.too_many_cells", most=MOST_TEXTS)


@dataclass(slots=True)
class _Styles(Walk):
    formats: dict[int, str] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)
    within: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            number = _whole(attributes.get("numFmtId", ""))
            self.formats[number] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.within = True
        elif name == "xf" and self.within:
            number = _whole(attributes.get("numFmtId", "0"))
            self.looks.append(look(number, self.formats.get(number, "")))

    def end(self, name: str, _text: str) -> None:
        self.within = self.within and name != "cellXfs"


def read_book(package: Package) -> Book:
    """Read what surrounds the cells.

    Raises
    ------
    Refusal
        When it is not a workbook as spreadsheet programs write them.
    """
    main, relations, texts, styles = _Main(), _Relations(), _Texts(), _Styles()
    walked(package.part("xl/workbook.xml"), main)
    walked(package.part("xl/_rels/workbook.xml.rels"), relations)
    for part, walk in (("xl/sharedStrings.xml", texts), ("xl/styles.xml", styles)):
        if part in package.names:
            walked(package.part(part), walk)
    sheets = tuple(
        Sheet(name, relations.parts[key], hidden)
        for name, key, hidden in main.sheets
        if key in relations.parts
    )
    if not sheets:
        raise Refusal("ui.workbook.damaged")
    return Book(sheets, main.since_1904, texts.texts, styles.looks)


def joined(pieces: list[str]) -> str:
    """Put the pieces of a rich text together, with what XML cannot say written out."""
    text = "".join(pieces)
    if len(text) > LONGEST_CELL:
        raise Suspicious("ui.workbook.long_cell", most=LONGEST_CELL)
    return ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    """Give the letter that XML writes by its number, where a text may hold it."""
    letter = chr(int(found[1], 16))
    return letter if letter.isprintable() or letter in "\t\r\n" else found[0]


def look(number: int, code: str) -> Look:
    """Tell what a format makes of a number."""
    if number in ELAPSED_TIMES or ELAPSED.search(code):
        return Look.ELAPSED
    plain = QUOTED.sub("", code.partition(";")[0]).lower()
    dated = plain != "general" and any(letter in plain for letter in "ymdhs")
    return Look.DATE if number in DATES or dated else Look.NUMBER


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
