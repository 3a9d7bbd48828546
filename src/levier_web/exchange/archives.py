"""Archives that strangers made: unpacked within bounds, plain files only.

A zip or tar archive holds the files of one folder, at its top or under one folder of its own.
What leaves the folder, is not a plain file, or grows beyond the bounds is refused as a whole.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.zip_ends import list_too_long

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MOST_FILES = 200
MOST_MEMBERS = 5 * MOST_FILES
"""Of a zip archive, with folders and what file managers add by themselves."""
MOST_BYTES = 1024 * 1024 * 1024
MOST_RATIO = 200
"""How many times its packed size an archive may unpack to: text packs ten to thirty times."""
SLACK = 10 * 1024 * 1024
"""What any archive may unpack to, whatever its ratio."""
CHUNK = 1024 * 1024
LONGEST_NAME = 255
SHOWN = 120
LOCKED = 0x1
"""The flag of a member that a password protects."""
STRANGE = ("\\", ":", "\0")
"""What no name of a file in a workspace has."""
UNREADABLE = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,  # a way of packing that this reader does not know
    UnicodeError,
)
COMPRESSED: Mapping[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": lambda content: cast("IO[bytes]", gzip.GzipFile(fileobj=content)),
    b"BZh": lambda content: cast("IO[bytes]", bz2.BZ2File(content)),
    b"\xfd7zXZ": lambda content: cast("IO[bytes]", lzma.LZMAFile(content)),  # noqa: SIM115 - read by the caller
}


class BoundedStream:
    """What is read of an archive, no further than a bound and no more than a little at once.

    A tar archive says in its headers how long they are, and its reader believes them.
    """

    def __init__(self, stream: IO[bytes], bound: int) -> None:
        self._stream = stream
        self._bound = bound

    def read(self, size: int = -1) -> bytes:
        """Read within the bounds."""
        if not 0 <= size <= 4 * CHUNK:
            raise Suspicious("exchange.archive.too_big")
        self._within(self._stream.tell() + size)
        return self._stream.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place within the bounds."""
        self._within(place)
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        """Give the place."""
        return self._stream.tell()

    def _within(self, place: int) -> None:
        if place > self._bound:
            raise Suspicious("exchange.archive.too_big")


def unpack(content: IO[bytes], root: Path) -> None:
    """Unpack an archive into a folder, its own top folder left out.

    Raises
    ------
    Refusal
        When it is no archive, or holds anything that a workspace has no use for.
    """
    content.seek(0, 2)
    bound = min(MOST_BYTES, max(SLACK, content.tell() * MOST_RATIO))
    content.seek(0)
    members = []
    for member in _members(content, bound):
        members.append(member)
        if len(members) > MOST_FILES:
            raise Suspicious("exchange.archive.too_many", most=MOST_FILES)
    top = _shared_top([name for name, _ in members])
    for name, stream in members:
        relative = name.relative_to(top) if top else name
        if len(relative.parts) != 1:
            raise Refusal("exchange.archive.nested", name=str(name))
        bound -= _copied(stream, root / relative.name, bound)


def _members(content: IO[bytes], bound: int) -> Iterator[tuple[PurePosixPath, IO[bytes]]]:
    try:
        if zipfile.is_zipfile(content):
            if list_too_long(content, MOST_MEMBERS):
                raise Suspicious("exchange.archive.too_many", most=MOST_FILES)
            yield from _zipped(zipfile.ZipFile(content))
        else:
            bounded = cast("IO[bytes]", BoundedStream(_unpacked(content), bound + SLACK))
            yield from _tarred(tarfile.open(fileobj=bounded, mode="r:"))  # noqa: SIM115 - read by the caller
    except UNREADABLE as wrong:
        raise Refusal("exchange.archive.not_one") from wrong


def _unpacked(content: IO[bytes]) -> IO[bytes]:
    """Give the tar archive of a compressed one, known by its first bytes."""
    content.seek(0)
    first = content.read(6)
    content.seek(0)
    for magic, opened in COMPRESSED.items():
        if first.startswith(magic):
            return opened(content)
    return content


def _zipped(archive: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, IO[bytes]]]:
    for info in archive.infolist():
        if info.is_dir() or _ignored(info.orig_filename):
            continue
        if info.flag_bits & LOCKED:
            raise Refusal("exchange.archive.locked")
        yield _plain(info.orig_filename), archive.open(info)


def _tarred(archive: tarfile.TarFile) -> Iterator[tuple[PurePosixPath, IO[bytes]]]:
    for member in archive:
        if member.isdir() or _ignored(member.name):
            continue
        stream = archive.extractfile(member) if member.isreg() else None
        if stream is None:
            raise Suspicious("exchange.archive.not_plain", name=member.name[:SHOWN])
        yield _plain(member.name), stream


def _ignored(name: str) -> bool:
    """Leave out what file managers add by themselves."""
    path = PurePosixPath(name)
    hidden = path.name.startswith(".") and not path.name.startswith("..")
    return "__MACOSX" in path.parts or hidden


def _plain(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    leads = path.is_absolute() or ".." in path.parts or any(sign in name for sign in STRANGE)
    if leads or any(len(part.encode()) > LONGEST_NAME for part in path.parts):
        raise Suspicious("exchange.archive.not_plain", name=name[:SHOWN].replace("\0", ""))
    return PurePosixPath(*[part for part in path.parts if part != "."])


def _shared_top(names: list[PurePosixPath]) -> PurePosixPath | None:
    """Give the one folder in which everything lies, if there is one."""
    tops = {name.parts[0] for name in names if len(name.parts) > 1}
    alone = len(tops) == 1 and all(len(name.parts) > 1 for name in names)
    return PurePosixPath(tops.pop()) if alone else None


def _copied(stream: IO[bytes], path: Path, bound: int) -> int:
    """Copy one file and give its size; stop at the bound whatever the archive announces."""
    size = 0
    try:
        with path.open("xb") as file:
            while piece := stream.read(CHUNK):
                size += len(piece)
                if size > bound:
                    raise Suspicious("exchange.archive.too_big")
                file.write(piece)
    except FileExistsError:
        raise Suspicious("exchange.archive.twice", name=path.name) from None
    except UNREADABLE as wrong:
        raise Refusal("exchange.archive.not_one") from wrong
    return size
