"""Which role has which door: the table that every page, job and call asks.

A room grants its own doors in its ``rules`` module (``grant("signals.post", …)``); nobody has a
door that is not granted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.permissions import add_perm
from rules.predicates import Predicate, predicate

from levier_web.organisation.models import Role

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

EVERYONE = frozenset(Role)
READERS = frozenset({Role.OBSERVER, Role.AUDITOR})
"""Who may read and never write."""
WRITERS = EVERYONE - READERS
LEADERS = frozenset({Role.OWNER, Role.EXECUTIVE})
MAKERS = LEADERS | {Role.PRODUCT}
"""Who runs the chain: frames, decides, measures."""

GRANTED: dict[str, frozenset[Role]] = {}


def grant(permission: str, roles: frozenset[Role]) -> None:
    """Give a door to roles, once."""
    if permission in GRANTED:
        raise ValueError(f"{permission} is granted twice")
    GRANTED[permission] = roles
    add_perm(permission, _has_one_of(roles))  # type: ignore[no-untyped-call]


def _has_one_of(roles: frozenset[Role]) -> Predicate:
    names = frozenset(str(role) for role in roles)

    @predicate  # type: ignore[untyped-decorator]
    def holds(person: Person) -> bool:
        return person.is_authenticated and bool(names & person.role_names)

    return holds  # type: ignore[no-any-return]
