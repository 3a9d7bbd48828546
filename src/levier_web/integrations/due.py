"""What is looked at every minute: webhooks to send, counts to forget.

Answers, previews and deliveries go by age, as long as the company keeps them: see privacy.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from levier_web.integrations.jobs import send_webhooks
from levier_web.integrations.models import Counted, Delivery
from levier_web.ui.registry import every_minute

COUNTS_KEPT = timedelta(hours=2)


@every_minute
def tick(now: datetime) -> None:
    """Start what is due, and forget what is old."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now)
    if waiting.filter(webhook__paused_at=None, webhook__stopped_at=None).exists():
        send_webhooks.enqueue()
    Counted.objects.filter(since__lt=now - COUNTS_KEPT).delete()
