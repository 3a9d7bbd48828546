"""Archives that strangers made: unpacked within bounds, plain files only.

A zip or tar archive holds the files of one folder, at its top or under one folder of its own.
What leaves the folder, is not a plain file, or grows beyond the bounds is refused as a whole.
"""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 200
MOST_BYTES = 1024 * 1024 * 1024
MOST_RATIO = 200
"""How many times its packed size an archive may unpack to: text packs ten to thirty times."""
SLACK = 10 * 1024 * 1024
"""What any archive may unpack to, whatever its ratio."""
CHUNK = 1024 * 1024


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
    members = list(_members(content))
    if len(members) > MOST_FILES:
        raise Refusal("exchange.archive.too_many", most=MOST_FILES)
    top = _shared_top([name for name, _ in members])
    for name, stream in members:
        relative = name.relative_to(top) if top else name
        if len(relative.parts) != 1:
            raise Refusal("exchange.archive.nested", name=str(name))
        bound -= _copied(stream, root / relative.name, bound)


def _members(content: IO[bytes]) -> Iterator[tuple[PurePosixPath, IO[bytes]]]:
    try:
        if zipfile.is_zipfile(content):
            content.seek(0)
            yield from _zipped(zipfile.ZipFile(content))
        else:
            content.seek(0)
            yield from _tarred(tarfile.open(fileobj=content))  # noqa: SIM115 - read by the caller
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as wrong:
        raise Refusal("exchange.archive.not_one") from wrong


def _zipped(archive: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, IO[bytes]]]:
    for info in archive.infolist():
        if info.is_dir() or _ignored(info.filename):
            continue
        if info.flag_bits & 0x1:
            raise Refusal("exchange.archive.locked")
        yield _plain(info.filename), archive.open(info)


def _tarred(archive: tarfile.TarFile) -> Iterator[tuple[PurePosixPath, IO[bytes]]]:
    for member in archive:
        if member.isdir() or _ignored(member.name):
            continue
        stream = archive.extractfile(member) if member.isreg() else None
        if stream is None:
            raise Refusal("exchange.archive.not_plain", name=member.name)
        yield _plain(member.name), stream


def _ignored(name: str) -> bool:
    """Leave out what file managers add by themselves."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith(".")


def _plain(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        raise Refusal("exchange.archive.not_plain", name=name)
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
                    raise Refusal("exchange.archive.too_big")
                file.write(piece)
    except FileExistsError:
        raise Refusal("exchange.archive.twice", name=path.name) from None
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError) as wrong:
        raise Refusal("exchange.archive.not_one") from wrong
    return size
