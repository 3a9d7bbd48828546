"""What programs call things and acts, as people do: for the audit log and for data held of people.

Each room words its own: ``decisions.thing.comment`` and ``decisions.logged.decision.decided``.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache

from levier.language import numbers
from levier_web.ui.words import current_language, known, rooms, say

ELSEWHERE = {
    "levier_messages": "messages",
    "account": "identity",
    "mfa": "identity",
    "usersessions": "identity",
    "socialaccount": "identity",
}
"""Rooms of tables whose application bears another name."""
REFUSED = "refused"
"""Begins what was tried and refused; the refusal's own key follows."""


def thing(label: str) -> str:
    """Name a table as people do: ``decisions.Comment``, with or without a column, is a comment."""
    application, model, *_ = label.split(".")
    key = f"{ELSEWHERE.get(application, application)}.thing.{model.lower()}"
    return say(key) if known(key) else label


def happened(action: str) -> str:
    """Say what an action of the audit log is."""
    if action.partition(".")[0] == REFUSED:
        return say("organisation.logged.refused.any")
    room = _room_of(action)
    return say(f"{room}.logged.{action}") if room else action


def details(action: str, kept: Mapping[str, object]) -> list[tuple[str, str]]:
    """Give what a line of the audit log keeps beside its act: values with their names, in words."""
    return [(_named(action, name), _value(action, name, value)) for name, value in kept.items()]


def _named(action: str, name: str) -> str:
    keys = (f"organisation.kept_with.{name}", f"{_room(action)}.field.{name}")
    return next((say(key) for key in keys if known(key)), name)


def _value(action: str, name: str, value: object) -> str:
    match value:
        case bool():
            return say(f"ui.said.{'yes' if value else 'no'}")
        case Mapping():
            return ", ".join(f"{inner} ({said})" for inner, said in details(action, value))
        case list() | tuple():
            return ", ".join(_value(action, name, one) for one in value) or numbers.NONE
        case str():
            return _word(action, name, value)
        case _:
            return numbers.NONE if value is None else str(value)


def _word(action: str, name: str, value: str) -> str:
    """Give the word of a code by the name of what it is, in the act's room; a day as a day."""
    room, one = _room(action), "role" if "role" in name else name.rstrip("s")
    for key in (f"{room}.kept.{one}", f"{room}.{one}", f"{room}.{name}", f"organisation.{one}"):
        if known(f"{key}.{value}"):
            return say(f"{key}.{value}")
    with suppress(ValueError):
        return numbers.day(date.fromisoformat(value), current_language())
    return value


def _room(action: str) -> str:
    return _room_of(action) or "organisation"


@cache
def _room_of(action: str) -> str:
    return next((room for room in rooms() if known(f"{room}.logged.{action}")), "")
