"""What is too old, and whose name is to go: once a day, and when its day has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from levier_web.practices.privacy.jobs import sweep_now
from levier_web.practices.privacy.models import Sweep
from levier_web.practices.privacy.services.erasing import erase_due
from levier_web.ui.registry import every_minute

if TYPE_CHECKING:
    from datetime import datetime

HOUR = 3
"""Of the night, after which the day's sweep is asked for."""


@every_minute
def tidy(now: datetime) -> None:
    """Erase those whose day has come, and ask for the day's sweep."""
    erase_due(now)
    local = timezone.localtime(now)
    if local.hour >= HOUR and not Sweep.objects.filter(day=local.date()).exists():
        sweep_now.enqueue()
