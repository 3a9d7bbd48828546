"""XML of strangers, walked through once: no document type, no entity, nothing without bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from levier_web.ui.refusals import Refusal, Suspicious

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_CELL = 32_767
"""Characters: what a spreadsheet program lets somebody write into one cell."""
LONGEST_TAG = 1024 * 1024
"""Bytes that may be fed without the reader getting on: one tag without end is read again and
again."""
DEEPEST = 50
MOST_NAMES = 1_000
"""Of elements, remembered without their namespace."""
SEPARATOR = "}"


class Stopped(Exception):  # noqa: N818 - what a walk says when it has seen enough
    """Enough was seen: the rest is not walked through."""


class Walk:
    """What happens at each element of a part; elements are named without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str, text: str) -> None:
        """End an element, with the text that stands in it after its last child."""


class _Reader:
    """What the parser calls: it keeps the bounds and passes the rest on.

    It is called a few times for each of half a million cells: what can be is done in place.
    """

    def __init__(self, walk: Walk) -> None:
        self._start, self._end = walk.start, walk.end
        self._names: dict[str, str] = {}
        self._depth = 0
        self._length = 0
        self._texts: list[str] = []

    def started(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Suspicious("ui.workbook.nested")
        if self._texts:
            self._length, self._texts = 0, []
        self._start(self._names.get(name) or self._local(name), attributes)

    def ended(self, name: str) -> None:
        self._depth -= 1
        text = ""
        if self._texts:
            text, self._length, self._texts = "".join(self._texts), 0, []
        self._end(self._names.get(name) or self._local(name), text)

    def told(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_CELL:
            raise Suspicious("ui.workbook.long_cell", most=LONGEST_CELL)
        self._texts.append(text)

    def _local(self, name: str) -> str:
        local = name.rpartition(SEPARATOR)[2]
        if len(self._names) < MOST_NAMES:
            self._names[name] = local
        return local


def walked(pieces: Iterable[bytes], walk: Walk) -> None:
    """Walk through a part.

    Raises
    ------
    Refusal
        When it is no XML, or declares a document type, or has something without end.
    """
    parser, reader = expat.ParserCreate(namespace_separator=SEPARATOR), _Reader(walk)
    parser.buffer_text = True
    parser.StartElementHandler = reader.started
    parser.EndElementHandler = reader.ended
    parser.CharacterDataHandler = reader.told
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        _fed(parser, pieces)
    except expat.ExpatError as wrong:
        raise Refusal("ui.workbook.damaged") from wrong
    except Stopped:
        return


def _fed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    fed = 0
    for piece in pieces:
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > LONGEST_TAG:
            raise Suspicious("ui.workbook.nested")
    parser.Parse(b"", True)


def _refuse_doctype(*_declared: object) -> None:
    raise Suspicious("ui.workbook.entities")
