"""How a plan is said: periods by their grain, effects by their scale, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import LANGUAGES, translate
from levier.language.numbers import number, percent, quantity

if TYPE_CHECKING:
    from levier.language import Language

RELATIVE = "relative"


def both(key: str, **fields: object) -> dict[str, str]:
    """Give the sentence of ``plan.<key>`` in every language.

    A field that is callable is called with the language.
    """
    return {language: say(key, language, **fields) for language in LANGUAGES}


def say(key: str, language: Language, **fields: object) -> str:
    """Give the sentence of ``plan.<key>``."""
    told = {name: one(language) if callable(one) else one for name, one in fields.items()}
    return translate(f"plan.{key}", language, **told)


def counted(key: str, count: int, language: Language) -> str:
    """Give the singular or the plural of a counted thing."""
    single = count < 2 if language == "fr" else count == 1
    form = "one" if single else "other"
    return say(f"{key}.{form}", language, count=number(count, language))


def lasting(periods: int, grain: str, language: Language) -> str:
    """Write a number of periods: 13 weeks, 13 semaines."""
    return counted(f"grain.{grain}", periods, language)


def size(value: float | None, scale: str, unit: str, language: Language) -> str:
    """Write the size of an effect, either way: ±3.0%, ±8.5 points."""
    if value is None:
        return say("nothing", language)
    if scale == RELATIVE:
        return "±" + percent(abs(value), language)
    return "±" + quantity(abs(value), unit, language)


def signed(value: float, scale: str, unit: str, language: Language) -> str:
    """Write an effect with its sign."""
    if scale == RELATIVE:
        return percent(value, language, signed=True)
    return quantity(value, unit, language, signed=True)
