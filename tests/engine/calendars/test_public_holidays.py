"""Public holidays by country, against days that everybody knows."""

from __future__ import annotations

from datetime import date

import pytest

from levier.calendars.public_holidays import public_holidays
from levier.errors import InvalidArgument


def test_the_eleven_of_france() -> None:
    found = public_holidays("FR", date(2026, 1, 1), date(2026, 12, 31))
    assert len(found) == 11
    assert found[date(2026, 5, 14)] == "Ascension"
    assert list(found) == sorted(found)


def test_both_ends_are_included_and_nothing_beyond() -> None:
    found = public_holidays("FR", date(2025, 5, 1), date(2025, 5, 8))
    assert list(found) == [date(2025, 5, 1), date(2025, 5, 8)]


def test_names_in_the_language_asked_for() -> None:
    (easter,) = public_holidays("FR", date(2026, 4, 6), date(2026, 4, 6), language="en_US").values()
    assert easter == "Easter Monday"


def test_names_do_not_depend_on_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en_US")
    (easter,) = public_holidays("FR", date(2026, 4, 6), date(2026, 4, 6)).values()
    assert easter == "Lundi de Pâques"


def test_no_country_has_no_holiday() -> None:
    assert public_holidays("", date(2026, 1, 1), date(2026, 12, 31)) == {}


def test_what_cannot_be_answered_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="'XX' is unknown"):
        public_holidays("XX", date(2026, 1, 1), date(2026, 1, 2))
    with pytest.raises(InvalidArgument, match="first <= last"):
        public_holidays("FR", date(2026, 1, 2), date(2026, 1, 1))
