"""How gates are said, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import LANGUAGES, translate
from levier.language.numbers import NARROW, chance, exact_money, money, number, percent, span

if TYPE_CHECKING:
    from levier.gates.verdict import ShareRange
    from levier.language import Language

SMALL_AMOUNT = 1_000


def both(key: str, **fields: object) -> dict[str, str]:
    """Give the sentence of ``gate.<key>`` in every language.

    A field that is callable is called with the language.
    """
    return {language: say(key, language, **fields) for language in LANGUAGES}


def say(key: str, language: Language, **fields: object) -> str:
    """Give the sentence of ``gate.<key>``."""
    told = {name: one(language) if callable(one) else one for name, one in fields.items()}
    return translate(f"gate.{key}", language, **told)


class Share:
    """A share to be written as a percentage in whichever language is asked for."""

    def __init__(self, share: float) -> None:
        self.share = share

    def __call__(self, language: Language) -> str:
        """Write it."""
        return chance(self.share, language)


class Threshold:
    """A threshold to be written as a percentage, without decimals that nobody wrote."""

    def __init__(self, share: float) -> None:
        self.share = share

    def __call__(self, language: Language) -> str:
        """Write it."""
        sign = NARROW + "%" if language == "fr" else "%"
        return number(100 * self.share, language) + sign


class Count:
    """A number, or a singular or plural: ``gate.<key>.one`` or ``.other`` with its count."""

    def __init__(self, value: float, key: str = "") -> None:
        self.value, self.key = value, key

    def __call__(self, language: Language) -> str:
        """Write it."""
        shown = number(self.value, language)
        if not self.key:
            return shown
        single = self.value < 2 if language == "fr" else self.value == 1
        return say(f"{self.key}.{'one' if single else 'other'}", language, count=shown)


def range_of(found: ShareRange, language: Language) -> str:
    """Write the range of a share: 56.8% to 75.3%."""
    return span(percent(found.low95, language), percent(found.high95, language), language)


def amount(value: float, currency: str, language: Language) -> str:
    """Write an amount to its smallest unit, or to three digits when it is large."""
    if abs(value) < SMALL_AMOUNT:
        return exact_money(value, currency, language)
    return money(value, currency, language)


def amounts(low: float, high: float, currency: str, language: Language) -> str:
    """Write a range of amounts."""
    return span(amount(low, currency, language), amount(high, currency, language), language)
