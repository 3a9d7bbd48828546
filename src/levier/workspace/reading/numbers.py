"""Numbers as people write them: decimal point or comma, spaces between thousands.

``1234.5``, ``1234,5``, ``1 234,5`` (with an ordinary, a no-break or a narrow no-break space),
``−3`` with the typographic minus. ``1,234`` alone could be a thousand or one and a bit: the
other values of the column settle it (``0,5`` or ``12,75`` can only be decimal commas), and a
column that does not settle it is refused rather than guessed.
"""

from __future__ import annotations

import polars as pl

from levier.workspace.reading.parsed import Parsed

_NUMBER = r"^[+-]?(\d+|\d{1,3}([ \u00a0\u202f\u2009]\d{3})+)?([.,]\d*)?([eE][+-]?\d+)?$"
_TWO_WAYS = r"^[+-]?[1-9]\d{0,2},\d{3}$"
_SPACES = r"[ \u00a0\u202f\u2009]"
_NOT_FINITE = r"(?i)^[+-]?(nan|inf|infinity|#n/a|n/a|na|null|none)$"


def parse_numbers(text: pl.Series) -> Parsed:
    """Understand a column of numbers.

    Parameters
    ----------
    text
        (n,) text, blanks stripped, null where nothing is written.
    """
    values = text.cast(pl.Float64, strict=False)
    problems: dict[str, pl.Series] = {}
    if values.null_count() != text.null_count():
        values, problems = _other_forms(text)
    infinite = values.is_not_null() & ~values.is_finite()
    if infinite.any():
        values = values.set(infinite, None)
        problems["not_finite"] = problems.get("not_finite", infinite) | infinite
    return Parsed(values, problems)


def _other_forms(text: pl.Series) -> tuple[pl.Series, dict[str, pl.Series]]:
    signed = text.str.replace("\u2212", "-")
    comma = signed.str.contains(",", literal=True)
    point = signed.str.contains(".", literal=True)
    two_ways = signed.str.contains(_TWO_WAYS)
    decimal = signed.str.contains(_NUMBER) & comma & ~two_ways
    settled = bool(decimal.any()) and not point.any()
    unsettled = two_ways if not settled else two_ways & ~two_ways

    plain = signed.str.replace_all(_SPACES, "").str.replace(",", ".", literal=True)
    readable = signed.str.contains(_NUMBER) & ~unsettled
    values = plain.set(~readable.fill_null(value=False), None).cast(pl.Float64, strict=False)
    unread = text.is_not_null() & values.is_null() & ~unsettled
    absent = signed.str.contains(_NOT_FINITE)
    problems = {
        "ambiguous_number": unsettled,
        "not_finite": unread & absent,
        "not_a_number": unread & ~absent,
    }
    return values, {code: rows.fill_null(value=False) for code, rows in problems.items()}
