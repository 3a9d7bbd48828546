"""Rows that follow one another: each holds the fingerprint of the one before.

The audit log, the versions of decisions and the entries of the ledger are such chains.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Protocol, TypeVar

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

START = "0" * 64
"""What the first row of a chain follows."""
LOCK = 7305808869229538


class Chained(Protocol):
    """A row of a chain."""

    previous: str
    digest: str


Row = TypeVar("Row", bound=Chained)


def one_at_a_time() -> None:
    """Hold other writers of chains back until this transaction ends (SQLite already does).

    One lock for every chain: whoever writes to two of them cannot meet somebody who writes to
    them the other way round.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def fingerprint(content: Sequence[object]) -> str:
    """Give the fingerprint of plain values, the first of them that of the row before."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(rows: Iterable[Row], expected: Callable[[Row, str], str]) -> Row | None:
    """Give the first row that does not follow the one before, or None when the chain is whole."""
    previous = START
    for row in rows:
        if row.previous != previous or row.digest != expected(row, previous):
            return row
        previous = row.digest
    return None
