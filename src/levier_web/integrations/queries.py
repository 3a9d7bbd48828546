"""What pages and programs read of the integrations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from levier_web.integrations.models import AccessToken, Delivery, Preview, Webhook
from levier_web.ui.api.tools import TOOLS
from levier_web.ui.arguments import Call
from levier_web.ui.words import say

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from levier_web.organisation.models import Person
    from levier_web.ui.arguments import Told


def tokens_of(person: Person) -> QuerySet[AccessToken]:
    """Give a person's own tokens."""
    return AccessToken.objects.filter(person=person)


def all_tokens() -> QuerySet[AccessToken]:
    """Give everybody's tokens that were not revoked: what they may be used for, not whose use."""
    rows = AccessToken.objects.filter(revoked_at__isnull=True).select_related("person")
    return rows.prefetch_related("person__memberships").defer("used_on")


def webhooks() -> QuerySet[Webhook]:
    """Give the webhooks with how many events wait or failed."""
    waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.WAITING))
    failed = Count("deliveries", filter=Q(deliveries__state=Delivery.State.FAILED))
    return Webhook.objects.filter(removed_at__isnull=True).annotate(waiting=waiting, failed=failed)


def deliveries(webhook: Webhook) -> QuerySet[Delivery]:
    """Give what was sent to one address, with each attempt."""
    return webhook.deliveries.prefetch_related("attempts").order_by("-pk")


def stopped() -> list[Webhook]:
    """Give the webhooks that gave up."""
    return list(webhooks().filter(stopped_at__isnull=False))


def previews_of(person: Person) -> QuerySet[Preview]:
    """Give what assistants asked for in a person's name."""
    return Preview.objects.filter(person=person).select_related("token")


@dataclass(frozen=True, slots=True)
class ToldPreview:
    """One preview in words: what it does, where it stands, where what it wrote is found."""

    row: Preview
    what: str
    state: str
    place: str


def told_previews(rows: list[Preview]) -> list[ToldPreview]:
    """Word previews for their page."""
    now = timezone.now()
    return [_told(row, now) for row in rows]


def _told(row: Preview, now: datetime) -> ToldPreview:
    over = row.state == Preview.State.WAITING and row.expires_at <= now
    tool = TOOLS.get(row.tool)
    what = say(tool.key).rstrip(".") if tool else row.tool
    place = ""
    if tool and tool.place and row.state == Preview.State.CONFIRMED:
        place = tool.place(row.arguments, row.outcome)
    return ToldPreview(row, what, "expired" if over else row.state, place)


def told_arguments(preview: Preview) -> list[tuple[str, Told]]:
    """Word what a preview would write, each value with its label, as the tool orders them."""
    tool, asked = TOOLS.get(preview.tool), preview.arguments
    if tool is None:
        return []
    call = Call(asked, preview.person)
    return [
        (say(one.label), one.told(asked[name], call))
        for name, one in tool.arguments.items()
        if name in asked
    ]
