"""What awaits people here: rooms that are no longer told, mails to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from levier_web.practices.messages import queries
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


@awaited
def waiting(person: Person) -> list[Awaiting]:
    """Tell the owner which rooms were given up, and whoever reads them that mails wait."""
    found = []
    if person.has_perm("messages.channels"):
        found = [
            Awaiting(
                say("messages.await.stopped", name=channel.name),
                reverse("messages:channel", args=[channel.pk]),
            )
            for channel in queries.channels().filter(stopped_at__isnull=False)
        ]
    if person.has_perm("messages.mail") and (count := queries.mails(person).count()):
        found.append(Awaiting(say_many("messages.await.mails", count), reverse("messages:mail")))
    return found
