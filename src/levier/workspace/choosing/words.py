"""How a choice is said, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import LANGUAGES, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language


def say(key: str, language: Language, **fields: object) -> str:
    """Give the sentence of ``choose.<key>``; a field that can be called is, with the language."""
    told = {name: one(language) if callable(one) else one for name, one in fields.items()}
    return translate(f"choose.{key}", language, **told)


def both(key: str, **fields: object) -> dict[str, str]:
    """Give the sentence of ``choose.<key>`` in every language."""
    return {language: say(key, language, **fields) for language in LANGUAGES}


def listed(names: Sequence[str], language: Language) -> str:
    """Write names one after the other: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return say("and", language, first=", ".join(names[:-1]), last=names[-1])


def counted(key: str, count: float, language: Language) -> str:
    """Give the singular or the plural of a counted thing."""
    from levier.language.numbers import number

    single = abs(count) < 2 if language == "fr" else count == 1
    form = "one" if single else "other"
    return say(f"{key}.{form}", language, count=number(count, language))
