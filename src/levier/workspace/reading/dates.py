"""Dates as people write them: ISO, French when the column settles the order, at midnight.

``2025-12-31``, ``2025-12-31T00:00:00`` and, when some date of the column has a day after the
twelfth, ``31/12/2025`` (or with dots or dashes). A column where every such date could be read
both ways is refused rather than guessed, and so is one written month first.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from levier.workspace.reading.parsed import Parsed

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)

_ISO = r"^\d{4}-\d{1,2}-\d{1,2}$"
_TIMED = r"^(.+?)[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|\+00:?00)?$"
_MIDNIGHT = r"^0?0:00(:00(\.0+)?)?$"
_SLASHED = r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$"
_MONTHS = 12


def parse_dates(text: pl.Series) -> Parsed:
    """Understand a column of dates.

    Parameters
    ----------
    text
        (n,) text, blanks stripped, null where nothing is written.
    """
    values = text.str.to_date("%Y-%m-%d", strict=False)
    problems: dict[str, pl.Series] = {}
    if values.null_count() != text.null_count():
        values, problems = _other_forms(text)
    outside = values.is_not_null() & ~values.is_between(FIRST_DAY, LAST_DAY)
    if outside.any():
        problems["date_out_of_range"] = outside
        values = _without(values, outside)
    return Parsed(values, problems)


def _other_forms(text: pl.Series) -> tuple[pl.Series, dict[str, pl.Series]]:
    days, timed = _without_midnight(text)
    iso = days.str.to_date("%Y-%m-%d", strict=False)
    parts = days.str.extract_groups(_SLASHED).struct
    first, second = (parts.field(place).cast(pl.Int32) for place in ("1", "2"))
    slashed = first.is_not_null()
    french = days.str.replace_all(r"[/.]", "-").str.to_date("%d-%m-%Y", strict=False)

    month_first = slashed & (first <= _MONTHS) & (second > _MONTHS)
    either = slashed & (first <= _MONTHS) & (second <= _MONTHS) & (first != second)
    settled = bool((slashed & (first > _MONTHS)).any()) and not month_first.any()
    values = iso.zip_with(~slashed, _without(french, month_first if settled else either))
    unread = days.is_not_null() & values.is_null() & ~timed
    if month_first.any():
        month_first = month_first | either
    elif not settled:
        unread = unread & ~either
    problems = {
        "date_with_time": timed,
        "month_first_date": month_first,
        "ambiguous_date": either & ~month_first if not settled else _none(text),
        "impossible_date": unread & ~month_first & (slashed | days.str.contains(_ISO)),
        "not_a_date": unread & ~slashed & ~days.str.contains(_ISO),
    }
    return values, {code: rows.fill_null(value=False) for code, rows in problems.items()}


def _without_midnight(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Drop a time of midnight; tell which rows have another time."""
    parts = text.str.extract_groups(_TIMED).struct
    day, time = parts.field("1"), parts.field("2")
    midnight = time.str.contains(_MIDNIGHT).fill_null(value=False)
    return day.zip_with(midnight, text), time.is_not_null() & ~midnight


def _without(values: pl.Series, rows: pl.Series) -> pl.Series:
    return values.set(rows.fill_null(value=False), None)


def _none(like: pl.Series) -> pl.Series:
    return pl.repeat(value=False, n=len(like), eager=True)
