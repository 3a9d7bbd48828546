"""One cell as the reader of CSV files expects it written."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from levier_web.ui.refusals import Refusal
from levier_web.ui.workbooks.parts import Look, joined

if TYPE_CHECKING:
    from levier_web.ui.workbooks.parts import Book

DAY = 86_400
WRONG_LEAP_DAY = 60
"""The 29th of February 1900, which programs count although there was none."""
NO_DAY = "#####"
"""What programs show for a number that is no day."""


def written(kind: str, style: int, value: str, pieces: list[str], book: Book) -> str:
    """Write the value of a cell.

    Raises
    ------
    Refusal
        When it names a text that is not there, or is no number where one should be.
    """
    if kind == "s":
        return _on_one_line(_shared(value, book))
    if kind == "inlineStr":
        return _on_one_line(joined(pieces))
    if kind in {"str", "d"}:
        return _on_one_line(joined([value]))
    if kind == "b":
        return "true" if value.strip() == "1" else "false"
    shown = book.looks[style] if 0 <= style < len(book.looks) else Look.NUMBER
    return _number(value.strip(), shown, since_1904=book.since_1904)


def _shared(value: str, book: Book) -> str:
    number = int(value) if value.strip().isdecimal() and len(value) < 10 else -1
    if not 0 <= number < len(book.texts):
        raise Refusal("ui.workbook.damaged")
    return book.texts[number]


def _on_one_line(text: str) -> str:
    """Keep a row on one line, so that a fault names the row that the person sees."""
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text


def _number(value: str, shown: Look, *, since_1904: bool) -> str:
    if not value:
        return ""
    try:
        number = float(value)
    except ValueError as wrong:
        raise Refusal("ui.workbook.damaged") from wrong
    if shown is Look.DATE:
        return _date(number, since_1904=since_1904)
    if shown is Look.ELAPSED:
        return _elapsed(number)
    whole = number.is_integer() and abs(number) < 2**53
    return str(int(number)) if whole else repr(number)


@lru_cache(maxsize=4096)
def _date(number: float, *, since_1904: bool) -> str:
    """Write a day, or a day and its time, or a time alone."""
    if 0 <= number < 1:
        return _elapsed(number)
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and number < WRONG_LEAP_DAY:
        first += timedelta(days=1)
    try:
        moment = first + timedelta(seconds=round(number * DAY))
    except (OverflowError, ValueError):
        return NO_DAY
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if midnight else moment.isoformat()


def _elapsed(number: float) -> str:
    seconds = round(number * DAY)
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hour:02}:{minute:02}:{second:02}"
