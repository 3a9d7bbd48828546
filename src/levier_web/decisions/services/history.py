"""What each version changed, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from levier.language import numbers
from levier_web.organisation.floors import groups
from levier_web.organisation.queries import company
from levier_web.ui.words import current_language, known, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier_web.decisions.models import DecisionVersion

NOT_TOLD = frozenset({"slug", "status"})
WORDED = {"state": "decisions.state", "stage": "decisions.stage"}
DAYS = frozenset({"starts_on", "decided_on", "ends_on", "review_on"})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became another."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One version with what it changed; the first one changed nothing."""

    version: DecisionVersion
    changes: tuple[Change, ...]


def told(versions: Sequence[DecisionVersion]) -> list[Told]:
    """Tell the versions of one decision, latest first."""
    found, before = [], None
    for one in versions:
        changes = differences(before, one.content) if before is not None else ()
        found.append(Told(one, changes))
        before = one.content
    return found[::-1]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Give what differs between two contents, in words."""
    names = [name for name in after if name not in NOT_TOLD and before.get(name) != after[name]]
    return tuple(
        Change(
            say(f"decisions.field.{name}"),
            _worded(name, before.get(name)),
            _worded(name, after[name]),
        )
        for name in names
    )


def _worded(name: str, value: Any) -> str:  # noqa: ANN401 - a value of plain JSON
    if value in (None, "", []):
        return numbers.NONE
    if name in WORDED:
        key = f"{WORDED[name]}.{value}"
        return say(key) if known(key) else str(value)
    if name == "team":
        return groups().label_named(value) or numbers.NONE
    if name in DAYS:
        return numbers.day(date.fromisoformat(value), current_language())
    if name == "planned_cost":
        return numbers.money(float(value), company().currency, current_language())
    if isinstance(value, list):
        return say("decisions.version.then").join(_row(name, one) for one in value)
    return str(value)


def _row(name: str, row: Any) -> str:  # noqa: ANN401 - a value of plain JSON
    if name == "expectations":
        return _forecast(row)
    if name == "gates":
        return f"{row['name']} ({say('decisions.gate.' + row['verdict'])})"
    return str(row["title"]) if isinstance(row, dict) else str(row)


def _forecast(row: Mapping[str, Any]) -> str:
    ends = [row["low"], row["mid"], row["high"]]
    if any(end is None for end in ends):
        return str(row["metric__slug"])
    language = current_language()
    if row["scale"] == "relative":
        low, mid, high = (numbers.percent(end, language, signed=True) for end in ends)
    else:
        low, mid, high = (numbers.number(end, language, signed=True) for end in ends)
    return say(
        "decisions.version.forecast", metric=row["metric__slug"], low=low, mid=mid, high=high
    )
