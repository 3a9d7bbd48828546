"""The public holidays of a country between two dates, from the rules of the ``holidays`` package.

They are computed from each country's law, without network and without clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from datetime import date


def public_holidays(
    country: str, first: date, last: date, language: str | None = None
) -> dict[date, str]:
    """List the public holidays of ``country`` from ``first`` to ``last``, both included.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code; empty for none.
    language
        Of the names (``fr``, ``en_US``…); the country's own when None or not available.

    Returns
    -------
    dict
        Name by day, in the order of days; regional holidays are left out.

    Raises
    ------
    InvalidArgument
        When the country is unknown, or the dates are upside down.
    """
    if first > last:
        msg = f"expected first <= last, got {first} and {last}"
        raise InvalidArgument(msg)
    if not country:
        return {}
    import holidays  # it takes 0.4 s to import: only those who ask pay

    years = range(first.year, last.year + 1)
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        msg = f"country {country!r} is unknown; expected an ISO 3166 code such as FR"
        raise InvalidArgument(msg) from None
    # Always a named language: left to itself the package takes that of the environment.
    named = language if language in known.supported_languages else known.default_language
    found = holidays.country_holidays(country, years=years, language=named)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}
