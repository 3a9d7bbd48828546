"""How the arguments of a call read to a person: each with its label, its value in words.

A room's ``tools`` module says it for what its tools would write, so that whoever confirms reads
days, amounts and names, with links to what is named, and never how programs write them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from levier.language import numbers
from levier_web.ui.words import current_language, known, say

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Told:
    """A value in words, with the page of what it names."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """What a value is read beside: everything that was asked, and for whom."""

    arguments: Mapping[str, Any]
    person: Person


Reader = Callable[[Any, Call], Told]


def words(value: Any, call: Call) -> Told:  # noqa: ANN401, ARG001 - of JSON; as every reader
    """Read what a person would have typed."""
    return Told(str(value))


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: its label in the catalogue, and how its values read."""

    label: str
    read: Reader = words

    def told(self, value: Any, call: Call) -> Told:  # noqa: ANN401 - of JSON
        """Read one value; what was left empty is said to be."""
        if value is None or value in ("", []):
            return Told(say("ui.argument.empty"))
        return self.read(value, call)


def day(value: Any, call: Call) -> Told:  # noqa: ANN401, ARG001 - of JSON; as every reader
    """Read a day."""
    return Told(numbers.day(date.fromisoformat(str(value)[:10]), current_language()))


def figure(value: Any, call: Call) -> Told:  # noqa: ANN401, ARG001 - of JSON; as every reader
    """Read a plain number."""
    return Told(numbers.number(float(value), current_language()))


@dataclass(frozen=True, slots=True)
class Choice:
    """Reads the word of a closed list; one of a company's own stands as it is."""

    prefix: str

    def __call__(self, value: Any, call: Call) -> Told:  # noqa: ANN401, ARG002 - as every reader
        """Read one word."""
        key = f"{self.prefix}.{value}"
        return Told(say(key) if known(key) else str(value))
