"""What rooms further down the chain may listen to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.dispatch import Signal

if TYPE_CHECKING:
    from levier_web.decisions.models import Decision
    from levier_web.organisation.models import Person

evidence_changed = Signal()
"""Something that a measurement rests on changed; sent with ``decision`` and ``person``."""


def announce(decision: Decision, person: Person) -> None:
    """Tell, once what was written is kept."""
    transaction.on_commit(
        lambda: evidence_changed.send(sender=type(decision), decision=decision, person=person)
    )
