"""Numbers, amounts, percentages and dates as each language writes them (CLDR, through Babel)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from babel.dates import format_date as babel_date
from babel.numbers import format_currency, format_decimal, format_percent

if TYPE_CHECKING:
    from datetime import date

    from levier.language.catalogue import Language

LOCALES: dict[Language, str] = {"fr": "fr_FR", "en": "en_GB"}


def number(value: float, language: Language, digits: int = 3) -> str:
    """Write ``value`` with ``digits`` significant digits (all of them before the point kept)."""
    if not math.isfinite(value):
        return "—"
    decimals = max(0, digits - 1 - _magnitude(value))
    rounded = round(value, decimals)
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(rounded + 0.0, format=pattern, locale=LOCALES[language])


def percent(share: float, language: Language, *, signed: bool = False) -> str:
    """Write a share as a percentage with one decimal; ``signed`` puts a plus before gains."""
    if not math.isfinite(share):
        return "—"
    sign = "+" if signed and share > 0 else ""
    pattern = {"fr": "#,##0.0\u202f%", "en": "#,##0.0%"}[language]
    return sign + format_percent(round(share, 3) + 0.0, format=pattern, locale=LOCALES[language])


def money(amount: float, currency: str, language: Language) -> str:
    """Write an amount to three significant digits, with thousands as k when it is large."""
    if not math.isfinite(amount):
        return "—"
    scaled = round(amount, max(0, 2 - _magnitude(amount)) if abs(amount) < 100 else 2 - _magnitude(amount))
    return format_currency(scaled + 0.0, currency, locale=LOCALES[language], format=_MONEY[language])


def day(when: date, language: Language) -> str:
    """Write a date in full: 3 mars 2026, 3 March 2026."""
    return babel_date(when, format="long", locale=LOCALES[language])


_MONEY: dict[Language, str] = {"fr": "#,##0\u202f¤", "en": "¤#,##0"}


def _magnitude(value: float) -> int:
    return math.floor(math.log10(abs(value))) if value else 0
