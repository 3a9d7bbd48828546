"""Decision rights as a matrix: kinds and thresholds by functions, with what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from levier_web.organisation.models import DecisionRight, Part

IN_USE: list[Callable[[], Iterable[str]]] = []
"""Rooms that use kinds of decisions add the function that lists them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One kind from one amount on: the part of every function, and what is wrong.

    Attributes
    ----------
    parts
        One for each function of the matrix, None where it has none.
    faults
        Keys of sentences: ``two_decide``, ``two_recommend``, ``nobody_decides``, ``no_escalation``.
    path
        Who settles in turn when those who decide do not.
    """

    kind: str
    threshold: Decimal
    parts: tuple[DecisionRight | None, ...]
    faults: tuple[str, ...]
    path: tuple[str, ...]
    answer_days: int | None

    @property
    def overlaps(self) -> bool:
        """Whether two functions hold the same part that only one may hold."""
        return bool({"two_decide", "two_recommend"} & set(self.faults))


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows, and the kinds in use of which nothing is said."""

    functions: tuple[str, ...]
    rows: tuple[Row, ...]
    orphans: tuple[str, ...]

    @property
    def flawed(self) -> int:
        """How many rows have a fault."""
        return sum(1 for row in self.rows if row.faults)


def matrix() -> Matrix:
    """Give the decision rights of the company."""
    rights = list(DecisionRight.objects.order_by("kind", "threshold", "function"))
    functions = _distinct(right.function for right in rights)
    said = {right.kind.casefold() for right in rights}
    used = _distinct(kind for listed in IN_USE for kind in listed() if kind)
    groups: dict[tuple[str, Decimal], list[DecisionRight]] = {}
    for right in rights:
        groups.setdefault((right.kind.casefold(), right.threshold), []).append(right)
    rows = tuple(_row(group, functions) for group in groups.values())
    return Matrix(functions, rows, tuple(k for k in used if k.casefold() not in said))


def _row(rights: Sequence[DecisionRight], functions: Sequence[str]) -> Row:
    by_function = {right.function.casefold(): right for right in rights}
    deciders = [right for right in rights if right.part == Part.DECIDES]
    days = [right.answer_days for right in rights if right.answer_days is not None]
    return Row(
        rights[0].kind,
        rights[0].threshold,
        tuple(by_function.get(function.casefold()) for function in functions),
        faults(rights),
        _path(deciders),
        min(days) if days else None,
    )


def faults(rights: Iterable[DecisionRight]) -> tuple[str, ...]:
    """Say what is wrong with the parts of one kind of decision."""
    held = [right.part for right in rights]
    decide, recommend = held.count(Part.DECIDES), held.count(Part.RECOMMENDS)
    found = []
    if not decide:
        found.append("nobody_decides")
    if decide > 1:
        found.append("two_decide")
    if recommend > 1:
        found.append("two_recommend")
    if decide and not any(right.escalates_to for right in rights if right.part == Part.DECIDES):
        found.append("no_escalation")
    return tuple(found)


def _path(deciders: Sequence[DecisionRight]) -> tuple[str, ...]:
    if not deciders:
        return ()
    first = " / ".join(right.function for right in deciders)
    return (first, *_distinct(right.escalates_to for right in deciders))


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for word in words:
        if word:
            kept.setdefault(word.casefold(), word)
    return tuple(kept.values())
