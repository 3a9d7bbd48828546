"""Teams merged into groups of at least the floor: pure functions, no database.

A partition is only ever made coarser. What a coarser one tells is a sum of what the finer one told,
so that no sequence of views, filters, exports and periods tells of less than a group of the
partition that held when the figure was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Unit:
    """One team: its key, the number of its group, its people, and whether it ever had any.

    A team in which nobody was ever registered has a size that Levier does not know; it is taken
    to reach the floor.
    """

    team: int
    number: int
    people: int
    peopled: bool
    tribe: int | None = None


Blocks = dict[int, tuple[Unit, ...]]
"""The teams of each group, by its number."""


def blocks(units: Iterable[Unit]) -> Blocks:
    """Gather teams by the number of their group."""
    found: dict[int, list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.number, []).append(unit)
    return {number: tuple(found[number]) for number in sorted(found)}


def weight(block: Iterable[Unit], floor: int) -> int:
    """Count the people of a group; a team of unknown size counts for the floor."""
    return sum(unit.people if unit.peopled else floor for unit in block)


def small(held: Mapping[int, tuple[Unit, ...]], floor: int) -> list[int]:
    """Give the groups under the floor, the smallest first."""
    weights = {number: weight(block, floor) for number, block in held.items()}
    return sorted(
        (n for n, people in weights.items() if people < floor), key=lambda n: (weights[n], n)
    )


def coarsened(held: Mapping[int, tuple[Unit, ...]], floor: int) -> Blocks:
    """Merge groups until none is under the floor, or one is left.

    The smallest group joins a small one of its tribe if there is one, then any; a group whose size
    is known before one that is not, so that an empty team made for the purpose covers nobody.
    """
    now = dict(held)
    while len(now) > 1 and (under := small(now, floor)):
        first = now.pop(under[0])
        tribes = {unit.tribe for unit in first} - {None}

        def distance(number: int, tribes: set[int | None] = tribes) -> tuple[bool, bool, int, int]:
            other = now[number]
            return (
                not any(unit.peopled for unit in other),
                tribes.isdisjoint(unit.tribe for unit in other),
                weight(other, floor),
                number,
            )

        joined = min(now, key=distance)
        merged = first + now.pop(joined)
        now[min(unit.team for unit in merged)] = merged
    return now
