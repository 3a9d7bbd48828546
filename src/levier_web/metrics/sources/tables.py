"""Rows of a query or a call, written as the file that the reader knows."""

from __future__ import annotations

import csv
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_csv(rows: Iterator[tuple[Any, ...]], path: Path, most: int) -> int:
    """Write a header and its rows; tell how many rows there were.

    Raises
    ------
    Refusal
        When there are more than ``most``.
    """
    count = -1
    header = next(rows, ())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for count, row in enumerate(chain([header], rows)):
            if count > most:
                raise Refusal("metrics.file.too_many_rows", most=most)
            writer.writerow([cell(value) for value in row])
    return count


def cell(value: object) -> str:
    """Write one cell as the reader expects it; a number keeps every digit."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)
