"""Webhooks: registered, paused, tried, sent again, removed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.integrations import outgoing
from levier_web.integrations.events import ALL, TEST
from levier_web.integrations.models import Delivery, Webhook
from levier_web.integrations.services.outbox import delivery
from levier_web.integrations.services.secrets import fingerprint, signing_secret
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier_web.organisation.models import Person

MOST = 50


def register(person: Person, name: str, address: str, kinds: Sequence[str]) -> tuple[Webhook, str]:
    """Register an address, and give the secret that signs what is sent there, this once.

    Raises
    ------
    Refusal
        When the address may not be written to, or a kind is unknown.
    """
    demand(person, "integrations.webhooks")
    words, chosen = _fit(person, name, address, kinds)
    salt = secrets.token_hex(16)
    secret = signing_secret(salt)
    with transaction.atomic():
        if Webhook.objects.filter(removed_at__isnull=True).count() >= MOST:
            raise Refusal("integrations.refused.too_many_webhooks", most=MOST)
        made = Webhook.objects.create(
            name=words,
            address=address,
            kinds=chosen,
            salt=salt,
            secret_digest=fingerprint(secret),
            created_by=person,
        )
        audit.record(person, "webhook.registered", made, kinds=len(chosen))
    return made, secret


def change(
    person: Person, webhook: Webhook, name: str, address: str, kinds: Sequence[str]
) -> Webhook:
    """Change where it goes and what it is told."""
    demand(person, "integrations.webhooks")
    words, chosen = _fit(person, name, address, kinds)
    with transaction.atomic():
        kept = _open(webhook)
        kept.name, kept.address, kept.kinds = words, address, chosen
        kept.save(update_fields=["name", "address", "kinds"])
        audit.record(person, "webhook.changed", kept, kinds=len(chosen))
    return kept


def new_secret(person: Person, webhook: Webhook) -> str:
    """Make a new secret; the one before signs nothing any more."""
    demand(person, "integrations.webhooks")
    with transaction.atomic():
        kept = _open(webhook)
        kept.salt = secrets.token_hex(16)
        secret = signing_secret(kept.salt)
        kept.secret_digest = fingerprint(secret)
        kept.save(update_fields=["salt", "secret_digest"])
        audit.record(person, "webhook.secret_renewed", kept)
    return secret


def pause(person: Person, webhook: Webhook, *, on: bool) -> Webhook:
    """Hold deliveries back, or let them go again; taking up also ends a stop."""
    demand(person, "integrations.webhooks")
    with transaction.atomic():
        kept = _open(webhook)
        kept.paused_at = timezone.now() if on else None
        if not on:
            kept.stopped_at = None
        kept.save(update_fields=["paused_at", "stopped_at"])
        audit.record(person, "webhook.paused" if on else "webhook.taken_up", kept)
    return kept


def remove(person: Person, webhook: Webhook) -> None:
    """Send nothing there any more; what was sent stays readable."""
    demand(person, "integrations.webhooks")
    with transaction.atomic():
        kept = _open(webhook)
        kept.removed_at = timezone.now()
        kept.save(update_fields=["removed_at"])
        kept.deliveries.filter(state=Delivery.State.WAITING).update(state=Delivery.State.FAILED)
        audit.record(person, "webhook.removed", kept)


def try_out(person: Person, webhook: Webhook) -> Delivery:
    """Send an event that says nothing, to see whether the address answers."""
    demand(person, "integrations.webhooks")
    now = timezone.now()
    payload = {"type": TEST, "timestamp": now.isoformat(), "data": {}}
    with transaction.atomic():
        made = delivery(_open(webhook), TEST, payload, now)
        made.save()
        audit.record(person, "webhook.tried", webhook)
    return made


def replay(person: Person, sent: Delivery) -> Delivery:
    """Send an event again, under its own number: whoever had it already knows it again."""
    demand(person, "integrations.webhooks")
    with transaction.atomic():
        _open(sent.webhook)
        kept = Delivery.objects.select_for_update().get(pk=sent.pk)
        kept.state, kept.tries, kept.due_at = Delivery.State.WAITING, 0, timezone.now()
        kept.save(update_fields=["state", "tries", "due_at"])
        audit.record(person, "webhook.replayed", sent.webhook, delivery=kept.pk)
    return kept


def _fit(person: Person, name: str, address: str, kinds: Sequence[str]) -> tuple[str, list[str]]:
    words, chosen = " ".join(name.split()), sorted(set(kinds))
    if not words or len(words) > 120:
        raise Refusal("integrations.refused.name")
    if not chosen or not set(chosen) <= ALL:
        raise Refusal("integrations.refused.kinds")
    try:
        outgoing.checked(address)
    except outgoing.Unsafe as refusal:
        audit.record(person, "webhook.address_refused", reason=refusal.key)
        raise
    return words, chosen


def _open(webhook: Webhook) -> Webhook:
    kept = Webhook.objects.select_for_update().filter(pk=webhook.pk, removed_at=None).first()
    if kept is None:
        raise Refusal("integrations.refused.removed")
    return kept
