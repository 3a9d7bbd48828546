"""A configuration in words, for the files that are handed over: its doors, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.organisation.models import Role
from levier_web.practices.privacy.services.configuration import changes
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from levier.language import Language

NONE = "—"
FACTS = frozenset({"floor", "teams", "groups", "joint_groups", "unknown_teams"})
"""Values that the files tell in their table of floors, under the same words."""


def doors(found: Mapping[str, Any], language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give what may be done in each part of Levier, and the roles that may."""
    rooms: dict[str, list[tuple[str, str]]] = {}
    for door, held in sorted(found["doors"].items()):
        part = say(f"privacy.room.{door.split('.')[0]}", language)
        told = (say(f"privacy.door.{door}", language), roles(held, language))
        rooms.setdefault(part, []).append(told)
    return sorted(rooms.items(), key=lambda one: alphabetical(one[0]))


def alphabetical(word: str) -> str:
    """Give what a word is sorted by: É stands with E."""
    return word.lower().replace("é", "e")


def roles(held: Iterable[str], language: Language) -> str:
    """Name roles, in the order in which every table shows them."""
    known = set(held)
    named = [say(f"organisation.role.{role}", language) for role in Role if str(role) in known]
    return ", ".join(named) or NONE


def changed(
    before: Mapping[str, Any], after: Mapping[str, Any], language: Language
) -> list[tuple[str, str, str]]:
    """Give what differs between two configurations, as people read it."""
    return [
        (_named(name, language), _worded(name, was, language), _worded(name, now, language))
        for name, was, now in changes(before, after)
    ]


def _named(name: str, language: Language) -> str:
    part, _, rest = name.partition(".")
    if part == "doors":
        return say("privacy.changed.door", language, act=say(f"privacy.door.{rest}", language))
    if part == "retention":
        kind = say(f"privacy.kind.{rest}", language)
        return say("privacy.changed.retention", language, kind=kind)
    if part == "roles":
        role = say(f"organisation.role.{rest}", language)
        return say("privacy.changed.role", language, role=role)
    if part == "functions_shown":
        return say("privacy.fact.functions", language)
    return say(f"privacy.{'fact' if part in FACTS else 'setting'}.{part}", language)


def _worded(name: str, value: str, language: Language) -> str:
    part = name.partition(".")[0]
    if value in {"True", "False"}:
        return say(f"privacy.fact.{'yes' if value == 'True' else 'no'}", language)
    if part == "doors" or any(word in Role.values for word in value.split(", ")):
        return roles(value.split(", "), language)
    if part == "retention" and value.isdigit():
        return say_many("privacy.days", int(value), language)
    return value
