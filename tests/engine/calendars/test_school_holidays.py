"""School holidays of France: lengths and staggering that every official calendar obeys."""

from __future__ import annotations

from datetime import date

import pytest

from levier.calendars.public_holidays import public_holidays
from levier.calendars.school_holidays import (
    FIRST_KNOWN,
    LAST_KNOWN,
    Break,
    Zone,
    school_holidays,
)

EVERY = school_holidays(FIRST_KNOWN, LAST_KNOWN)


@pytest.mark.parametrize("zone", list(Zone))
def test_each_zone_has_six_breaks_a_year(zone: Zone) -> None:
    names = [one.name for one in school_holidays(FIRST_KNOWN, LAST_KNOWN, zone)]
    # A StrEnum lists its members in the order written, which is that of the school year.
    assert names == list(Break) * 3


def test_breaks_start_on_a_saturday_and_last_two_weeks() -> None:
    for one in EVERY:
        if one.name in (Break.ASCENSION, Break.SUMMER):
            continue
        assert one.first.weekday() == 5
        # Sixteen days, and one more when the return falls on Easter Monday.
        assert (one.last - one.first).days + 1 in (16, 17)


def test_ascension_starts_on_the_public_holiday() -> None:
    every_public = public_holidays("FR", FIRST_KNOWN, LAST_KNOWN)
    thursdays = {day for day, name in every_public.items() if name == "Ascension"}
    assert {one.first for one in EVERY if one.name is Break.ASCENSION} == thursdays


@pytest.mark.parametrize("name", [Break.WINTER, Break.SPRING])
def test_zones_follow_one_another_a_week_apart(name: Break) -> None:
    starts = sorted(one.first for one in EVERY if one.name is name)
    for first, second, third in zip(starts[::3], starts[1::3], starts[2::3], strict=True):
        assert ((second - first).days, (third - second).days) == (7, 7)


def test_only_what_touches_the_span_is_listed() -> None:
    (winter,) = school_holidays(date(2026, 2, 7), date(2026, 2, 13))
    assert (winter.zones, winter.last) == ((Zone.A,), date(2026, 2, 22))
    assert school_holidays(date(2026, 1, 5), date(2026, 2, 6)) == ()
