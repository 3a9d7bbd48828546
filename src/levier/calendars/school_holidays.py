"""School holidays of France by zone, school years 2023-2024 to 2025-2026.

Source: official school calendar of the Ministry of National Education (orders of 7 December
2022 and following). Each stretch runs from the first day without class, the Saturday after the
last lesson, to the eve of the return. The Ascension stretch is the Thursday to the Sunday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Zone(StrEnum):
    """One of the three zones whose winter and spring holidays are staggered.

    A: Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    B: Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims,
    Rennes, Strasbourg. C: Créteil, Montpellier, Paris, Toulouse, Versailles.
    """

    A = "A"
    B = "B"
    C = "C"


class Break(StrEnum):
    """Which holidays of the school year."""

    AUTUMN = "autumn"
    CHRISTMAS = "christmas"
    WINTER = "winter"
    SPRING = "spring"
    ASCENSION = "ascension"
    SUMMER = "summer"


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """One stretch without class, both ends included, in the zones named."""

    name: Break
    first: date
    last: date
    zones: tuple[Zone, ...]


ALL_ZONES = (Zone.A, Zone.B, Zone.C)
FIRST_KNOWN, LAST_KNOWN = date(2023, 9, 4), date(2026, 8, 31)


def school_holidays(first: date, last: date, zone: Zone | None = None) -> tuple[SchoolHoliday, ...]:
    """List the stretches that touch ``first`` to ``last``, in order, for one zone or for all.

    Outside ``FIRST_KNOWN`` to ``LAST_KNOWN`` none is listed because none is known.
    """
    return tuple(
        one
        for one in _FRANCE
        if one.first <= last and one.last >= first and (zone is None or zone in one.zones)
    )


def _stretch(name: Break, first: str, last: str, *zones: Zone) -> SchoolHoliday:
    return SchoolHoliday(
        name, date.fromisoformat(first), date.fromisoformat(last), zones or ALL_ZONES
    )


_FRANCE = (
    _stretch(Break.AUTUMN, "2023-10-21", "2023-11-05"),
    _stretch(Break.CHRISTMAS, "2023-12-23", "2024-01-07"),
    _stretch(Break.WINTER, "2024-02-10", "2024-02-25", Zone.C),
    _stretch(Break.WINTER, "2024-02-17", "2024-03-03", Zone.A),
    _stretch(Break.WINTER, "2024-02-24", "2024-03-10", Zone.B),
    _stretch(Break.SPRING, "2024-04-06", "2024-04-21", Zone.C),
    _stretch(Break.SPRING, "2024-04-13", "2024-04-28", Zone.A),
    _stretch(Break.SPRING, "2024-04-20", "2024-05-05", Zone.B),
    _stretch(Break.ASCENSION, "2024-05-09", "2024-05-12"),
    _stretch(Break.SUMMER, "2024-07-06", "2024-09-01"),
    _stretch(Break.AUTUMN, "2024-10-19", "2024-11-03"),
    _stretch(Break.CHRISTMAS, "2024-12-21", "2025-01-05"),
    _stretch(Break.WINTER, "2025-02-08", "2025-02-23", Zone.B),
    _stretch(Break.WINTER, "2025-02-15", "2025-03-02", Zone.C),
    _stretch(Break.WINTER, "2025-02-22", "2025-03-09", Zone.A),
    _stretch(Break.SPRING, "2025-04-05", "2025-04-21", Zone.B),
    _stretch(Break.SPRING, "2025-04-12", "2025-04-27", Zone.C),
    _stretch(Break.SPRING, "2025-04-19", "2025-05-04", Zone.A),
    _stretch(Break.ASCENSION, "2025-05-29", "2025-06-01"),
    _stretch(Break.SUMMER, "2025-07-05", "2025-08-31"),
    _stretch(Break.AUTUMN, "2025-10-18", "2025-11-02"),
    _stretch(Break.CHRISTMAS, "2025-12-20", "2026-01-04"),
    _stretch(Break.WINTER, "2026-02-07", "2026-02-22", Zone.A),
    _stretch(Break.WINTER, "2026-02-14", "2026-03-01", Zone.B),
    _stretch(Break.WINTER, "2026-02-21", "2026-03-08", Zone.C),
    _stretch(Break.SPRING, "2026-04-04", "2026-04-19", Zone.A),
    _stretch(Break.SPRING, "2026-04-11", "2026-04-26", Zone.B),
    _stretch(Break.SPRING, "2026-04-18", "2026-05-03", Zone.C),
    _stretch(Break.ASCENSION, "2026-05-14", "2026-05-17"),
    _stretch(Break.SUMMER, "2026-07-04", "2026-08-31"),
)
