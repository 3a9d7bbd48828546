"""Numbers, amounts, percentages and dates as each language writes them (CLDR, through Babel).

A minus is the true one (U+2212), French thousands and units are kept to their number by a
narrow no-break space, and what is not finite is a dash.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import (
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)

if TYPE_CHECKING:
    from datetime import date

    from levier.language.catalogue import Language

LOCALES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}
NONE = "—"
MINUS = "\u2212"
NARROW = "\u202f"
NO_BREAK = "\u00a0"

_SUFFIXES: dict[Language, tuple[str, ...]] = {
    "fr": ("", "k", "M", "Md"),
    "en": ("", "k", "m", "bn"),
}
_TO: dict[Language, str] = {"fr": " à ", "en": " to "}


def number(
    value: float,
    language: Language,
    digits: int = 3,
    *,
    signed: bool = False,
    like: float | None = None,
) -> str:
    """Write ``value`` with ``digits`` significant digits (all of them before the point kept).

    Parameters
    ----------
    value
        What to write; a dash when it is not finite.
    language
        Whose thousands separator and decimal mark.
    digits
        Significant digits.
    signed
        Put a plus before what is above zero.
    like
        Take the decimals that suit this value instead, so that two ends of a range agree.
    """
    model = value if like is None else like
    if not math.isfinite(value) or not math.isfinite(model):
        return NONE
    decimals = max(0, digits - 1 - _magnitude(model))
    return _decimal(round(value, decimals), decimals, language, signed=signed)


def percent(share: float, language: Language, *, signed: bool = False) -> str:
    """Write a share (0.02) as a percentage with one decimal: +2.0%, +2,0 %.

    Under a tenth of a percent two decimals are kept, so that little is not written as nothing.
    """
    if not math.isfinite(share):
        return NONE
    decimals = 1 if abs(share) >= 0.0005 or share == 0 else 2
    text = _decimal(100 * share, decimals, language, signed=signed, pad=True)
    return text + (f"{NARROW}%" if language == "fr" else "%")


def chance(share: float, language: Language) -> str:
    """Write a probability that was reckoned: never 0% or 100%, since draws cannot show that."""
    least = 0.001
    if share < least / 2:
        return f"<{NO_BREAK}{percent(least, language)}"
    if share > 1 - least / 2:
        return f">{NO_BREAK}{percent(1 - least, language)}"
    return percent(share, language)


def money(amount: float, currency: str, language: Language, *, signed: bool = False) -> str:
    """Write an amount to three significant digits: €1.24m, 1,24 M€, 9 460 €.

    Amounts are in full up to ten thousand, and in k, m and bn (k, M and Md) beyond.
    """
    return _amount(amount, amount, currency, language, signed=signed)


def exact_money(amount: float, currency: str, language: Language) -> str:
    """Write an amount to its smallest unit, for a statement: €1,234.50, 1 234,50 €."""
    decimals = _decimals(currency)
    text = _decimal(abs(amount), decimals, language, pad=True)
    sign = MINUS if round(amount, decimals) < 0 else ""
    return sign + _with_symbol(text, "", currency_symbol(currency, language), language)


def smallest_units(currency: str) -> int:
    """Give how many of the smallest units make one: 100 cents in a euro, one yen in a yen."""
    units: int = 10 ** _decimals(currency)
    return units


@cache
def _decimals(currency: str) -> int:
    return get_currency_precision(currency)


def money_span(low: float, high: float, currency: str, language: Language) -> str:
    """Write a range of amounts, both ends as precisely: €8.3k to €47.1k; 8,3 à 47,1 k€."""
    widest = max(low, high, key=abs)
    first, last = (_amount(end, widest, currency, language) for end in (low, high))
    return span(first, last, language)


def _amount(
    amount: float, widest: float, currency: str, language: Language, *, signed: bool = False
) -> str:
    """Write an amount in the unit and with the decimals that suit ``widest``."""
    if not math.isfinite(amount) or not math.isfinite(widest):
        return NONE
    power = _power(_significant(widest))
    largest = abs(_significant(widest)) / 1000**power
    decimals = 2 - _magnitude(largest) if power or largest < 10 else min(0, 2 - _magnitude(largest))
    scaled = round(abs(amount) / 1000**power, decimals)
    text = _decimal(scaled, max(0, decimals), language)
    sign = MINUS if scaled and amount < 0 else "+" if signed and scaled else ""
    symbol = currency_symbol(currency, language)
    suffix = "" if language == "en" and not scaled else _SUFFIXES[language][power]
    return sign + _with_symbol(text, suffix, symbol, language)


def span(low: str, high: str, language: Language) -> str:
    """Write a range whose two ends are already written: −1.2% to +3.4%; −1,2 à +3,4 %.

    A unit that follows both numbers is written once.
    """
    cut = max(low.rfind(NARROW), low.rfind(NO_BREAK))
    unit = low[cut:]
    shared = cut > 0 and not unit[1:2].isdigit() and high.endswith(unit)
    return (low[:cut] if shared else low) + _TO[language] + high


def quantity(
    value: float,
    unit: str,
    language: Language,
    *,
    signed: bool = False,
    like: float | None = None,
) -> str:
    """Write a value with its unit, kept together: 412 orders; the bare number without a unit."""
    text = number(value, language, signed=signed, like=like)
    if not unit:
        return text
    space = "" if unit == "%" and language == "en" else NARROW if unit == "%" else NO_BREAK
    return f"{text}{space}{unit}"


def quantity_span(low: float, high: float, unit: str, language: Language) -> str:
    """Write a range of changes with their unit, both ends as precisely: +0.91 to +2.41 ms."""
    widest = max(low, high, key=abs)
    first, last = (quantity(end, unit, language, signed=True, like=widest) for end in (low, high))
    return span(first, last, language)


def day(when: date, language: Language) -> str:
    """Write a date in full: 3 March 2026, 3 mars 2026, 1er mars 2026."""
    return _first(when, format_date(when, format="long", locale=LOCALES[language]), language)


def _first(when: date, text: str, language: Language) -> str:
    return text.replace("1 ", "1er ", 1) if language == "fr" and when.day == 1 else text


@cache
def short_day(when: date, language: Language) -> str:
    """Write a date briefly, for tables: 3 Mar 2026, 3 mars 2026, 1er mars 2026."""
    return _first(when, format_date(when, format="d MMM y", locale=LOCALES[language]), language)


@cache
def month(when: date, language: Language) -> str:
    """Write the month of a date briefly, under a bar: Jun, juin."""
    return format_date(when, format="MMM", locale=LOCALES[language])


@cache
def currency_symbol(currency: str, language: Language) -> str:
    """Give the symbol of a currency: € for EUR; the code itself when there is none."""
    return get_currency_symbol(currency, locale=LOCALES[language])


def _with_symbol(text: str, suffix: str, symbol: str, language: Language) -> str:
    if language == "fr":
        return f"{text}{NARROW}{suffix}{symbol}"
    space = NO_BREAK if symbol[-1:].isalpha() else ""
    return f"{symbol}{space}{text}{suffix}"


def _power(amount: float) -> int:
    """Choose units, thousands, millions or billions; thousands start at ten thousand."""
    return min(3, _magnitude(amount) // 3) if abs(amount) >= 10_000 else 0


def _significant(value: float) -> float:
    return round(value, 2 - _magnitude(value))


def _decimal(
    value: float, decimals: int, language: Language, *, signed: bool = False, pad: bool = False
) -> str:
    rounded = round(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}"
    if decimals and not pad:
        text = text.rstrip("0").rstrip(".")
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return sign + text.translate(_marks(language))


@cache
def _marks(language: Language) -> dict[int, str]:
    """Give the marks of a language for those of Python: a report writes 100,000 numbers."""
    locale = LOCALES[language]
    return str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale)})


def _magnitude(value: float) -> int:
    return math.floor(math.log10(abs(value))) if value else 0
