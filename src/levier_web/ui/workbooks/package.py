"""The package of a workbook: a zip archive whose parts are unpacked one by one, within bounds."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.zip_ends import list_too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
"""Of the file, as it was sent."""
MOST_UNPACKED = 200 * MEGABYTE
"""Of all parts read, as they are counted while they are unpacked."""
MOST_RATIO = 200
"""How many times its packed size a part may unpack to: sheets pack ten to thirty times."""
SLACK = 10 * MEGABYTE
"""What a part may unpack to, whatever its ratio."""
MOST_PARTS = 1_000
CHUNK = 64 * 1024
LOCKED = 0x1
ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/activex/", "xl/dialogsheets/")
LINKS = "xl/externallinks/"
MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MAIN_WITH_MACROS = b"macroenabled.main+xml"
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    UnicodeError,
    KeyError,
)


def is_workbook(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a workbook, of today or of old."""
    return head.startswith((ZIP, OLD))


class Package:
    """An opened workbook, of which parts are read."""

    def __init__(self, content: IO[bytes]) -> None:
        """Open it.

        Raises
        ------
        Refusal
            When it is no workbook of today, holds macros or links, or is made to do harm.
        """
        _check_whole(content)
        try:
            self._archive = zipfile.ZipFile(content)
        except UNREADABLE as wrong:
            raise Refusal("ui.workbook.damaged") from wrong
        self.names = _checked_names(self._archive)
        self._left = MOST_UNPACKED
        _check_kind(self)

    def part(self, name: str) -> Iterator[bytes]:
        """Give a part in pieces, no further than the bounds.

        Raises
        ------
        Refusal
            When there is none, it cannot be unpacked, or grows without end.
        """
        try:
            info = self._archive.getinfo(name)
            bound = min(self._left, max(SLACK, info.compress_size * MOST_RATIO))
            with self._archive.open(info) as stream:
                while piece := stream.read(CHUNK):
                    bound -= len(piece)
                    self._left -= len(piece)
                    if bound < 0:
                        raise Suspicious("ui.workbook.bomb")
                    yield piece
        except UNREADABLE as wrong:
            raise Refusal("ui.workbook.damaged") from wrong


def _check_whole(content: IO[bytes]) -> None:
    """Judge the file before anybody reads the list of its parts."""
    content.seek(0)
    if content.read(len(OLD)) == OLD:
        raise Refusal("ui.workbook.old")
    size = content.seek(0, 2)
    if size > LARGEST:
        raise Suspicious("ui.workbook.too_large", most=LARGEST // MEGABYTE)
    try:
        too_long = list_too_long(content, MOST_PARTS)
    except zipfile.BadZipFile as wrong:
        raise Refusal("ui.workbook.damaged") from wrong
    if too_long:
        raise Suspicious("ui.workbook.too_many_parts", most=MOST_PARTS)


def _checked_names(archive: zipfile.ZipFile) -> frozenset[str]:
    names = [info.orig_filename for info in archive.infolist()]
    folded = [name.lower() for name in names]
    if len(set(folded)) < len(names) or any(_leads_out(name) for name in names):
        raise Suspicious("ui.workbook.not_plain")
    if any(mark in name for name in folded for mark in MACROS):
        raise Suspicious("ui.workbook.macros")
    if any(name.startswith(LINKS) for name in folded):
        raise Refusal("ui.workbook.links")
    if any(info.flag_bits & LOCKED for info in archive.infolist()):
        raise Refusal("ui.workbook.old")
    return frozenset(names)


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name


def _check_kind(package: Package) -> None:
    """Believe neither the name of the file nor one part alone: the declared type must be ours."""
    if "[Content_Types].xml" not in package.names:
        raise Refusal("ui.workbook.other")
    declared = b"".join(package.part("[Content_Types].xml"))
    if MAIN_WITH_MACROS in declared.lower():
        raise Suspicious("ui.workbook.macros")
    if MAIN not in declared or "xl/workbook.xml" not in package.names:
        raise Refusal("ui.workbook.other")
