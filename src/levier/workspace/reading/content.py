"""The bytes of one file, within bounds: no endless line, no bomb, nothing outside the folder."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from levier.workspace.reading.findings import Findings

MEGABYTE = 1_000_000
LARGEST_FILE = 2_000 * MEGABYTE
LONGEST_LINE = 10 * MEGABYTE
LARGEST_UNQUESTIONED = 100 * MEGABYTE
LARGEST_RATIO = 200
"""Beyond 100 MB, how many times its compressed size a file may hold: honest tables stay under
fifty."""
CHUNK = 1 << 20

SIGNATURES = {b"\x1f\x8b": "gzip", b"PAR1": "Parquet", b"PK\x03\x04": "Excel/ZIP"}


class _RefusedError(Exception):
    """Ends the reading of one file; says why as a code, with the line and the sentence's fields."""

    def __init__(self, code: str, line: int = 0, **fields: object) -> None:
        self.code, self.line, self.fields = code, line, fields
        super().__init__(code)


def read_content(path: Path, root: Path, findings: Findings) -> bytes | None:
    """Read one file of the workspace, uncompressed if its name ends in ``.gz``.

    Returns None, with the fault noted, when the file may not or cannot be read.
    """
    name = path.relative_to(root).as_posix()
    try:
        _refuse_strangers(path, root)
        return _bounded(path)
    except _RefusedError as refused:
        findings.fault(name, refused.line, "", name, refused.code, **refused.fields)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to one another
        cause = getattr(error, "strerror", None) or str(error)
        findings.fault(name, 0, "", name, "unreadable", cause=cause)
    return None


def _refuse_strangers(path: Path, root: Path) -> None:
    if not path.resolve().is_relative_to(root.resolve()):
        raise _RefusedError("outside_folder")
    if not path.is_file():
        raise _RefusedError("not_a_file")


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        if path.suffix == ".parquet":
            return b"".join(_within_size(_chunks(file)))
        if path.suffix == ".gz":
            return b"".join(_within_lines(_within_ratio(path, _inflated(file))))
        return b"".join(_within_lines(_within_size(_as_text(file))))


def _chunks(file: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _as_text(file: BinaryIO) -> Iterator[bytes]:
    for number, chunk in enumerate(_chunks(file)):
        actual = next((SIGNATURES[s] for s in SIGNATURES if chunk.startswith(s)), None)
        if number == 0 and actual:
            raise _RefusedError("not_text", actual=actual)
        yield chunk


def _inflated(file: BinaryIO) -> Iterator[bytes]:
    try:
        yield from _chunks(gzip.GzipFile(fileobj=file))
    except EOFError as error:
        raise _RefusedError("truncated_gzip") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise _RefusedError("not_gzip") from error


def _within_size(chunks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST_FILE:
            raise _RefusedError("file_too_large", most=LARGEST_FILE // MEGABYTE)
        yield chunk


def _within_ratio(path: Path, chunks: Iterator[bytes]) -> Iterator[bytes]:
    packed = path.stat().st_size
    size = 0
    for chunk in _within_size(chunks):
        size += len(chunk)
        if size > max(LARGEST_UNQUESTIONED, LARGEST_RATIO * packed):
            raise _RefusedError("compression_bomb", ratio=LARGEST_RATIO)
        yield chunk


def _within_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    line, length = 1, 0
    for chunk in chunks:
        ends = chunk.count(b"\n") or chunk.count(b"\r")
        length += len(chunk) if not ends else chunk.replace(b"\r", b"\n").find(b"\n")
        if length > LONGEST_LINE:
            raise _RefusedError("line_too_long", line, most=LONGEST_LINE // MEGABYTE)
        if ends:
            length = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        line += ends
        yield chunk
