"""What is looked at every minute: webhooks to send, answers and counts to forget."""

from __future__ import annotations

from datetime import datetime, timedelta

from levier_web.integrations.jobs import send_webhooks
from levier_web.integrations.models import Call, Counted, Delivery, Preview
from levier_web.ui.registry import every_minute

ANSWERS_KEPT = timedelta(hours=24)
COUNTS_KEPT = timedelta(hours=2)
PREVIEWS_KEPT = timedelta(days=90)


@every_minute
def tick(now: datetime) -> None:
    """Start what is due, and forget what is old."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now)
    if waiting.filter(webhook__paused_at=None, webhook__stopped_at=None).exists():
        send_webhooks.enqueue()
    Call.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
    Counted.objects.filter(since__lt=now - COUNTS_KEPT).delete()
    Preview.objects.filter(expires_at__lt=now - PREVIEWS_KEPT).delete()
