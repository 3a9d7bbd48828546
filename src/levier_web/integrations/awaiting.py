"""What awaits people here: webhooks that gave up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from levier_web.integrations import queries
from levier_web.integrations.services import previews
from levier_web.ui.registry import Awaiting, awaited
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


@awaited
def stopped(person: Person) -> list[Awaiting]:
    """Tell those who look after webhooks which ones were stopped."""
    if not person.has_perm("integrations.webhooks"):
        return []
    return [
        Awaiting(
            say("integrations.awaiting.stopped", name=hook.name),
            reverse("integrations:webhook", args=[hook.pk]),
            timezone.localtime(hook.stopped_at).date() if hook.stopped_at else None,
        )
        for hook in queries.stopped()
    ]


@awaited
def to_confirm(person: Person) -> list[Awaiting]:
    """Tell a person that assistants wait for their word."""
    first = previews.waiting(person).order_by("expires_at").first()
    if first is None:
        return []
    return [
        Awaiting(
            say_many("integrations.awaiting.previews", previews.waiting(person).count()),
            reverse("integrations:previews"),
            timezone.localtime(first.expires_at).date(),
        )
    ]
