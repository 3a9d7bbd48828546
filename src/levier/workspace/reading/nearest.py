"""The known names nearest to one that is not known."""

from __future__ import annotations

import heapq
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_NAMES = 5
MOST_COMPARED = 500
"""Beyond, only the names that begin alike are compared letter by letter."""


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that ``name`` was probably meant to be, or None."""
    found = get_close_matches(name.lower(), list(known), n=1, cutoff=0.7)
    return found[0] if found else None


def by_likeness(name: str, known: Iterable[str]) -> str:
    """List the known names, the most alike first, for the end of a sentence."""
    names = list(known)
    compared = heapq.nsmallest(MOST_COMPARED, names, key=lambda other: _unlike_start(name, other))
    ordered = sorted(compared, key=lambda other: (-_likeness(name, other), other))
    return ", ".join(ordered[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")


def _unlike_start(name: str, other: str) -> tuple[int, int]:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False))
    return -sum(1 for _ in same), abs(len(name) - len(other))


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name.lower(), other.lower()).ratio()
