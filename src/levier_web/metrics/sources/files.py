"""A file that somebody brought: what it is by its content, and whether it is within bounds."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from typing import TYPE_CHECKING, BinaryIO

import polars as pl
from django.conf import settings

from levier_web.ui.refusals import Refusal, Suspicious

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1024 * 1024
MOST_COLUMNS = 500
MOST_ROWS = 1_000_000
LARGE_ROWS = 50_000
"""Beyond so many rows the reading is work for later."""
INFLATED = 10
"""How many times the largest file a compressed one may hold."""
HEAD = 64 * 1024
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = (b",", b";", b"\t")


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def examine(path: Path) -> str:
    """Give the ending that a file's content deserves: ``.csv``, ``.csv.gz`` or ``.parquet``.

    Its name is not believed.

    Raises
    ------
    Refusal
        When it is too large, no table, or made to exhaust whoever opens it.
    """
    size = path.stat().st_size
    most = settings.UPLOAD_MAX_BYTES
    if size > most:
        raise Suspicious("metrics.file.too_large", most=most // MEGABYTE)
    if not size:
        raise Refusal("metrics.file.empty")
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PAR1"):
        _check_columnar(path)
        return ".parquet"
    if head.startswith(b"\x1f\x8b"):
        _check_text(_check_inflated(path))
        return ".csv.gz"
    _check_text(head)
    return ".csv"


def rows_about(path: Path, ending: str) -> int:
    """Count the lines of a file, quickly: what decides whether it is read at once or later."""
    if ending == ".parquet":
        return int(pl.scan_parquet(path).select(pl.len()).collect().item())
    with _opened(path, ending) as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(MEGABYTE), b""))


def _opened(path: Path, ending: str) -> BinaryIO:
    return gzip.open(path, "rb") if ending == ".csv.gz" else path.open("rb")  # type: ignore[return-value]


def _check_text(head: bytes) -> None:
    if head.startswith(WIDE_TEXT):
        return
    if b"\0" in head or head.startswith((b"%PDF", b"<!DOCTYPE", b"<html", b"<?xml", b"{", b"[")):
        raise Suspicious("metrics.file.no_table")
    header = head.split(b"\n", 1)[0]
    if max(header.count(mark) for mark in SEPARATORS) >= MOST_COLUMNS:
        raise Suspicious("metrics.file.too_many_columns", most=MOST_COLUMNS)


def _check_inflated(path: Path) -> bytes:
    """Unpack a file without keeping it, to see that it stays within bounds; give its beginning."""
    most, size, head = INFLATED * settings.UPLOAD_MAX_BYTES, 0, b""
    try:
        with gzip.open(path, "rb") as file:
            while chunk := file.read(MEGABYTE):
                head = head or chunk[:HEAD]
                size += len(chunk)
                if size > most:
                    raise Suspicious("metrics.file.bomb", most=most // MEGABYTE)
    except (OSError, EOFError, zlib.error) as error:
        raise Refusal("metrics.file.damaged") from error
    return head


def _check_columnar(path: Path) -> None:
    try:
        lazy = pl.scan_parquet(path)
        columns = len(lazy.collect_schema().names())
        rows = lazy.select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise Refusal("metrics.file.damaged") from error
    if columns > MOST_COLUMNS:
        raise Suspicious("metrics.file.too_many_columns", most=MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise Suspicious("metrics.file.too_many_rows", most=MOST_ROWS)
