"""What is looked at every minute: sessions that are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from levier_web.ui.registry import every_minute

if TYPE_CHECKING:
    from datetime import datetime


@every_minute
def tidy(now: datetime) -> None:
    """Remove what has ended."""
    over = list(Session.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[:500])
    UserSession.objects.filter(session_key__in=over).delete()
    Session.objects.filter(pk__in=over).delete()
