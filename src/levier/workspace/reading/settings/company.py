"""``[company]``: whose workspace it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import LANGUAGES
from levier.workspace.model import Company
from levier.workspace.reading.nearest import by_likeness

if TYPE_CHECKING:
    from levier.workspace.reading.settings.section import Section


ALPHA_2 = 2
"""How many letters the country codes have that people write."""


def read_company(section: Section) -> Company:
    """Read who the company is; a faulty key becomes empty, and the faults stop the reading."""
    section.check_keys(("name", "currency"), ("country", "languages"))
    return Company(
        name=section.text("name") or "",
        currency=_currency(section),
        country=_country(section),
        languages=_languages(section),
    )


def _currency(section: Section) -> str:
    from babel import Locale

    code = (section.text("currency") or "").upper()
    if code and code not in Locale("en").currencies:
        section.fault("currency", code, "unknown_currency")
    return code


def _country(section: Section) -> str:
    """Read a country whose public holidays are known, which is every one of ISO 3166."""
    from holidays.registry import COUNTRIES

    if section.values.get("country") == "":
        return ""
    code = (section.text("country") or "").upper()
    known = {alias for entity in COUNTRIES.values() for alias in entity if len(alias) == ALPHA_2}
    if code and code not in known:
        section.fault("country", code, "unknown_country")
    return code


def _languages(section: Section) -> tuple[str, ...]:
    if "languages" not in section.values:
        return LANGUAGES
    languages = tuple(language.lower() for language in section.texts("languages"))
    for language in languages:
        if language not in LANGUAGES:
            known = by_likeness(language, LANGUAGES)
            section.fault("languages", language, "unknown_choice", known=known)
    return languages
