"""What is in the box is sent, and sent again until it is taken or a day has gone by."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.integrations import outgoing
from levier_web.integrations.models import Attempt, Delivery
from levier_web.integrations.services.secrets import fingerprint, signature, signing_secret
from levier_web.organisation import audit

if TYPE_CHECKING:
    from datetime import datetime

    from levier_web.integrations.models import Webhook

WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 480, 1440))
"""Before the second attempt, the third… after the last one its webhook is stopped."""
LEASE = timedelta(minutes=5)
"""A worker that died with a delivery in hand gives it back after so long."""
AT_ONCE = 100
"""Deliveries sent by one job."""


def send_due(now: datetime) -> int:
    """Send what is due; safe to be called by any number of workers at once."""
    waiting = Delivery.objects.filter(
        state=Delivery.State.WAITING,
        due_at__lte=now,
        webhook__paused_at__isnull=True,
        webhook__stopped_at__isnull=True,
        webhook__removed_at__isnull=True,
    )
    sent = 0
    for found in waiting.order_by("due_at", "pk").select_related("webhook")[:AT_ONCE]:
        mine = Delivery.objects.filter(
            pk=found.pk, state=Delivery.State.WAITING, due_at=found.due_at
        )
        # From now, not from when the job began: the hundredth may come long after the first.
        found.due_at = timezone.now() + LEASE
        if mine.update(due_at=found.due_at):
            _attempt(found)
            sent += 1
    return sent


def _attempt(found: Delivery) -> None:
    webhook, began = found.webhook, timezone.now()
    status, fault, took = None, "", 0
    secret = signing_secret(webhook.salt)
    if fingerprint(secret) != webhook.secret_digest:
        fault = "secret_lost"
    else:
        body = json.dumps(found.payload, separators=(",", ":"))
        stamp = int(began.timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Levier",
            "webhook-id": found.message,
            "webhook-timestamp": str(stamp),
            "webhook-signature": signature(secret, found.message, stamp, body),
        }
        try:
            answer = outgoing.send(webhook.address, body.encode(), headers)
        except outgoing.Unanswered as error:
            fault = error.fault
            took = int((timezone.now() - began).total_seconds() * 1000)
        except outgoing.Unsafe as refusal:
            fault = "refused"
            audit.record(None, "webhook.address_refused", webhook, reason=refusal.key)
        else:
            status, took = answer.status, answer.milliseconds
    with transaction.atomic():
        Attempt.objects.create(
            delivery=found, at=began, status=status, fault=fault, milliseconds=took
        )
        _settled(found, webhook, taken=status is not None and 200 <= status < 300)


def _settled(found: Delivery, webhook: Webhook, *, taken: bool) -> None:
    """Keep what became of an attempt, unless another worker has the delivery or its end by now."""
    waiting = Delivery.objects.select_for_update().filter(pk=found.pk, state=Delivery.State.WAITING)
    held = (waiting if taken else waiting.filter(due_at=found.due_at)).first()
    if held is None:
        return
    held.tries += 1
    if taken:
        held.state = Delivery.State.SENT
    elif held.tries > len(WAITS):
        held.state = Delivery.State.FAILED
        webhook.stopped_at = timezone.now()
        webhook.save(update_fields=["stopped_at"])
        audit.record(None, "webhook.stopped", webhook, delivery=held.pk)
    else:
        held.due_at = timezone.now() + WAITS[held.tries - 1]
    held.save(update_fields=["state", "tries", "due_at"])
