"""The one line with which every service begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.ui.refusals import NotAllowed

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def demand(person: Person, permission: str) -> None:
    """Refuse those whose role has not this door.

    Raises
    ------
    NotAllowed
        With the sentence that a page shows.
    """
    if not person.has_perm(permission):
        raise NotAllowed("ui.not_allowed")
