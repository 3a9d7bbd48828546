"""The known names nearest to one that is not known."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_NAMES = 5


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that ``name`` was probably meant to be, or None."""
    found = get_close_matches(name.lower(), list(known), n=1, cutoff=0.7)
    return found[0] if found else None


def by_likeness(name: str, known: Iterable[str]) -> str:
    """List the known names, the most alike first, for the end of a sentence."""
    ordered = sorted(known, key=lambda other: (-_likeness(name, other), other))
    return ", ".join(ordered[:SHOWN_NAMES]) + (", …" if len(ordered) > SHOWN_NAMES else "")


def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name.lower(), other.lower()).ratio()
