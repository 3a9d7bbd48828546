"""What Levier sends by itself: letters, webhooks, rooms, calendars. What leaves is compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from levier_web.integrations import outgoing
from levier_web.integrations.services import sending
from levier_web.practices.messages.models import Choice
from levier_web.practices.messages.services import channels, choosing, digests

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from levier_web.organisation.models import Person

ROUNDS = 20
"""Of a hundred messages each: more is a loop that does not end."""


def chosen(readers: Iterable[Person]) -> None:
    """Let everybody be sent what can be sent, each day, at any hour."""
    for one in readers:
        choosing.choose(one, Choice.Digest.DAILY, reminders=True, quiet_from=0, quiet_until=0)


def letters(now: datetime) -> list[tuple[str, int, bytes]]:
    """Send the digests and reminders that are due, and give what was in them."""
    mail.outbox = []
    digests.make_due(now)
    while digests.send_due(now):
        pass
    found = []
    for letter in mail.outbox:
        forms = letter.alternatives if isinstance(letter, EmailMultiAlternatives) else []
        told = [str(letter.subject), str(letter.body), *(str(one[0]) for one in forms)]
        found.append((f"letter to {letter.to}", 200, "\n".join(told).encode()))
    return sorted(found)


def posted(now: datetime) -> list[tuple[str, int, bytes]]:
    """Send what webhooks and rooms are owed, and give each body with its address, in order."""
    found: list[tuple[str, int, bytes]] = []

    def taken(address: str, body: bytes, _headers: Any, **_more: Any) -> outgoing.Answer:
        found.append((f"posted to {address}", 200, body))
        return outgoing.Answer(200, b"", 1)

    with patch.object(outgoing, "send", taken):
        for _ in range(ROUNDS):
            if not sending.send_due(now) + channels.send_due(now):
                return found
    raise AssertionError("it never ends")


def calendars(readers: Iterable[Person]) -> list[tuple[str, int, bytes]]:
    """Give the calendars of these people as whoever has their address fetches them."""
    found = []
    for one in readers:
        answer = Client().get(f"/messages/calendar/{choosing.renew_calendar(one)}.ics")
        found.append((f"calendar of {one}", answer.status_code, answer.content))
    return found


def kinds_told(seen: Iterable[tuple[str, int, bytes]]) -> set[str]:
    """Give what kinds of events were posted: a life in which none leaves proves nothing."""
    bodies = [
        body for asked, _, body in seen if asked.startswith("posted to https://hooks.example/x")
    ]
    return {json.loads(body)["type"] for body in bodies}
