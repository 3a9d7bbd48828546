"""Where the rooms hook themselves into the frame: the menu, the search, "what awaits me".

A room has a module ``navigation``, ``search``, ``awaiting`` or ``due`` that calls one of these when
it is loaded; nothing else needs to be edited when a room is added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: a key of the catalogue, an address by name, the door that it needs."""

    order: int
    key: str
    address: str
    permission: str | None
    group: str = "chain"
    """``chain`` or ``company``."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is (a key of the catalogue), its title, its address, a line."""

    kind: str
    title: str
    address: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Awaiting:
    """One thing that awaits this person, with the day by which it is due."""

    sentence: str
    address: str
    due: date | None = None


Search = Callable[["Person", str, int], Sequence[Hit]]
"""The person, what is searched, how many at most."""
Await = Callable[["Person"], Sequence[Awaiting]]

Due = Callable[[datetime], object]
"""Does what has come due at this time; safe to call at any time, by any number of workers."""

MENU: list[Entry] = []
SEARCHES: list[tuple[int, Search]] = []
AWAITED: list[Await] = []
EVERY_MINUTE: list[Due] = []


def menu(*entries: Entry) -> None:
    """Add lines to the menu."""
    MENU.extend(entries)
    MENU.sort(key=lambda entry: entry.order)


def searched(order: int, search: Search) -> None:
    """Add a room to the search."""
    SEARCHES.append((order, search))
    SEARCHES.sort(key=lambda pair: pair[0])


def awaited(question: Await) -> Await:
    """Add a source of what awaits people."""
    AWAITED.append(question)
    return question


def every_minute(work: Due) -> Due:
    """Add what the worker looks at every minute."""
    EVERY_MINUTE.append(work)
    return work


def awaiting(person: Person) -> list[Awaiting]:
    """Give all that awaits a person, what is due first, first."""
    found = [item for question in AWAITED for item in question(person)]
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max, item.sentence))
