"""Work done later: letters, notices."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from levier_web.practices.messages.services import channels, digests


@task()
def send_letters() -> int:
    """Send the digests and reminders that wait."""
    return digests.send_due(timezone.now())


@task()
def send_notices() -> int:
    """Tell rooms what waits for them."""
    return channels.send_due(timezone.now())
