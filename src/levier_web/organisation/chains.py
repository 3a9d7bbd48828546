"""Rows that follow one another: each holds the fingerprint of the one before.

The audit log, the versions of decisions and the entries of the ledger are such chains.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from django.db.models import Model, QuerySet

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


@dataclass(frozen=True, slots=True)
class Chain:
    """One table of rows that follow one another, and how a row's fingerprint is made."""

    name: str
    model: type[Model]
    expected: Callable[[Any, str], str]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a chain: how many rows, from when to when, and where it breaks."""

    name: str
    rows: int
    first_at: datetime | None
    last_at: datetime | None
    last: str
    """The fingerprint of the last row: noted elsewhere, it proves later that nothing was lost."""
    broken: int | None
    broken_at: datetime | None


CHAINS: dict[str, Chain] = {}


def chained(name: str, model: type[Model], expected: Callable[[Any, str], str]) -> None:
    """Add a chain to those that are verified and that the database itself protects."""
    CHAINS[name] = Chain(name, model, expected)


def verified(chain: Chain) -> Verified:
    """Go through every row of a chain."""
    rows: QuerySet[Any] = chain.model._default_manager.order_by("pk")
    count, first, at, previous = 0, None, None, START
    for row in rows.iterator(chunk_size=2000):
        if row.previous != previous or row.digest != chain.expected(row, previous):
            return Verified(chain.name, rows.count(), first, at, previous, row.pk, row.at)
        count, at, previous = count + 1, row.at, row.digest
        first = first or row.at
    return Verified(chain.name, count, first, at, previous, None, None)


def holds(fingerprint: str) -> tuple[str, int, datetime] | None:
    """Say where a row of this fingerprint stands: its chain, its number, its time."""
    for chain in CHAINS.values():
        rows: QuerySet[Any] = chain.model._default_manager.filter(digest=fingerprint)
        row = rows.first()
        if row is not None:
            return chain.name, row.pk, row.at
    return None
