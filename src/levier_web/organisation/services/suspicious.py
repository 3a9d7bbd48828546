"""Lines of the audit log about what was tried and refused: few, whoever tries however often."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import audit, chains
from levier_web.organisation.models import AuditLine

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

HOUR = timedelta(hours=1)


def tried(person: Person | None, key: str, **detail: object) -> None:
    """Keep that something was tried: once an hour for each person and kind.

    Strangers count as one: a flood of them must not become a flood of lines.
    """
    action = f"refused.{key}"
    lately = AuditLine.objects.filter(actor=person, action=action, at__gt=timezone.now() - HOUR)
    if lately.exists():
        return
    with transaction.atomic():
        chains.one_at_a_time()
        if not lately.exists():
            audit.record(person, action, None, **detail)
