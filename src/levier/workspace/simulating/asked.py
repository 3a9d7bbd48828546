"""The one thing that a simulation is asked about, of those that ``levier.toml`` describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Mapping

Described = TypeVar("Described")


def asked_about(
    known: Mapping[str, Described], name: str | None, table: str, option: str, empty: str
) -> Described:
    """Give the one of that name; a lone one needs no name.

    Parameters
    ----------
    known
        By name.
    name
        What was asked for.
    table, option
        Of ``levier.toml`` and of the command, for the refusal.
    empty
        What to say when there is none at all.

    Raises
    ------
    InvalidArgument
        When there is none, or none of that name.
    """
    if not known:
        raise InvalidArgument(empty)
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name is None or name not in known:
        wrong = f"name one with {option}" if name is None else f"there is no [{table}.{name}]"
        raise InvalidArgument(f"{wrong}; known: {', '.join(known)}")
    return known[name]
