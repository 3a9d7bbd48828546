"""Work done later: webhooks."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from levier_web.integrations.services.sending import send_due


@task()
def send_webhooks() -> int:
    """Send what waits."""
    return send_due(timezone.now())
