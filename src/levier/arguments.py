"""Arguments checked before anything is computed: what was given, and what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from levier.errors import InvalidArgument

if TYPE_CHECKING:
    from enum import StrEnum

Choice = TypeVar("Choice", bound="StrEnum")


def one_of(choices: type[Choice], given: str, name: str) -> Choice:
    """Give the choice of that name.

    Raises
    ------
    InvalidArgument
        When there is none.
    """
    try:
        return choices(given)
    except ValueError:
        expected = ", ".join(repr(choice.value) for choice in choices)
        raise InvalidArgument(f"{name} must be one of {expected}; got {given!r}") from None


def at_least(least: float, given: float, name: str) -> None:
    """Refuse a number that is too small.

    Raises
    ------
    InvalidArgument
        When it is, or is not a number.
    """
    if not given >= least:
        raise InvalidArgument(f"{name} must be at least {least}, got {given}")
