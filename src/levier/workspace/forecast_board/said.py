"""How the figures of the board are written: effects by their scale, ranges, names of groups."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from levier.language import translate
from levier.language.numbers import NONE, number, percent, quantity, quantity_span, span
from levier.workspace.forecast_board.results import NotSaid

if TYPE_CHECKING:
    from levier.forecasting.binomial import ShareRange
    from levier.forecasting.mean_loss import MeanRange
    from levier.language import Language
    from levier.workspace.forecast_board.results import BoardRow, OpenRow, Range, Recalibrated

RELATIVE = "relative"
_AUTHORS = ("human", "ai")


def say(key: str, language: Language, **fields: object) -> str:
    """Give a sentence of this subject."""
    return translate(f"forecast.{key}", language, **fields)


def counted(key: str, count: int, language: Language) -> str:
    """Give the singular or the plural of a counted thing."""
    single = count < 2 if language == "fr" else count == 1
    form = "one" if single else "other"
    return say(f"{key}.{form}", language, count=number(count, language))


def author_name(author: str, language: Language) -> str:
    """Name a kind of author; a role is written as its company writes it."""
    return say(f"author.{author}", language) if author in _AUTHORS else author


def between(low: float, high: float, row: BoardRow | OpenRow, language: Language) -> str:
    """Write a range of effects in the unit of the row."""
    if row.scale == RELATIVE:
        first, last = (percent(end, language, signed=True) for end in (low, high))
        return span(first, last, language)
    return quantity_span(low, high, row.unit, language)


def value(one: float, row: BoardRow | OpenRow, language: Language) -> str:
    """Write an effect in the unit of the row."""
    if row.scale == RELATIVE:
        return percent(one, language, signed=True)
    return quantity(one, row.unit, language, signed=True)


def range_cell(one: Range, row: BoardRow | OpenRow, language: Language) -> str:
    """Write P10 to P90."""
    return between(one.p10, one.p90, row, language)


def recalibrated_cell(
    one: Recalibrated | NotSaid, row: BoardRow | OpenRow, language: Language
) -> str:
    """Write the recalibrated range; a dash where there was nothing to learn from."""
    return NONE if isinstance(one, NotSaid) else range_cell(one.range, row, language)


def share_cell(one: ShareRange, language: Language) -> str:
    """Write a share and its range: 62 % (41 to 80 %)."""
    low, high = (whole_percent(end, language) for end in (one.low95, one.high95))
    return f"{whole_percent(one.share, language)} ({span(low, high, language)})"


def whole_percent(share: float, language: Language) -> str:
    """Write a share without decimals, as few cases deserve."""
    text = number(round(100 * share), language)
    return text + ("\u202f%" if language == "fr" else "%")


def points(one: float, language: Language) -> str:
    """Write a difference of shares, in points: +3.1."""
    if not math.isfinite(one):
        return NONE
    return percent(one, language, signed=True).rstrip("%\u202f")


def bias_cell(one: MeanRange | NotSaid, language: Language) -> str:
    """Write a bias and its range in points."""
    if isinstance(one, NotSaid):
        return NONE
    ends = span(points(one.low95, language), points(one.high95, language), language)
    return f"{points(one.mean, language)} ({ends})"


def ratio(one: float, language: Language) -> str:
    """Write a factor with two decimals."""
    return number(round(one, 2), language, digits=3)
