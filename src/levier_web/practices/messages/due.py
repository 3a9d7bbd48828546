"""What is looked at every minute: who is due a message, which rooms wait, mails in folders.

What was sent goes by age, as long as the company keeps it: see privacy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier_web.practices.messages.jobs import send_letters, send_notices
from levier_web.practices.messages.models import Letter, Notice
from levier_web.practices.messages.services import digests, mail_box
from levier_web.ui.registry import every_minute

if TYPE_CHECKING:
    from datetime import datetime


@every_minute
def tick(now: datetime) -> None:
    """Start what is due."""
    digests.make_due(now)
    if Letter.objects.filter(state=Letter.State.WAITING, due_at__lte=now).exists():
        send_letters.enqueue()
    waiting = Notice.objects.filter(state=Notice.State.WAITING, due_at__lte=now)
    if waiting.filter(channel__paused_at=None, channel__stopped_at=None).exists():
        send_notices.enqueue()
    mail_box.look_into_folders()
