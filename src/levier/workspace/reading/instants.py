"""Publication times as people write them: a date as anywhere else, or a date with its time."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import polars as pl

from levier.workspace.reading.dates import FIRST_DAY, LAST_DAY, parse_dates
from levier.workspace.reading.parsed import Parsed

_TIMED = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_INSTANT = pl.Datetime("ms")


def parse_instants(text: pl.Series) -> Parsed:
    """Understand a column of dates and times, as instants of universal time.

    A time that names its offset is taken to universal time; one that names none, and a date
    alone (its midnight), are taken as universal time already.

    Parameters
    ----------
    text
        (n,) text, blanks stripped, null where nothing is written.
    """
    written = text.drop_nulls().unique().to_list()
    known = {cell: moment for cell in written if (moment := _moment(cell)) is not None}
    timed = text.replace_strict(known, default=None, return_dtype=_INSTANT)
    days = parse_dates(text.set(timed.is_not_null(), None))
    values = timed.zip_with(timed.is_not_null(), days.values.cast(_INSTANT))
    outside = values.is_not_null() & ~values.dt.date().is_between(FIRST_DAY, LAST_DAY)
    problems = dict(days.problems)
    if outside.any():
        problems["date_out_of_range"] = outside | problems.get("date_out_of_range", outside)
        values = values.set(outside, None)
    return Parsed(values, problems)


def _moment(cell: str) -> datetime | None:
    if not _TIMED.match(cell):
        return None
    try:
        moment = datetime.fromisoformat(cell)
        return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
