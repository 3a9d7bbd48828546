"""What pages and programs read of the integrations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from levier_web.integrations.models import AccessToken, Delivery, Webhook

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from levier_web.organisation.models import Person


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
