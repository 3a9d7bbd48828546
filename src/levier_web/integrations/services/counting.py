"""Counting in the database, so that all processes count together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from levier_web.integrations.models import Counted

if TYPE_CHECKING:
    from datetime import datetime


def counted(subject: str, since: datetime) -> int:
    """Add one to what happened to a subject since then, and give the sum."""
    same = Counted.objects.filter(subject=subject, since=since)
    if not same.update(number=F("number") + 1):
        try:
            with transaction.atomic():
                Counted.objects.create(subject=subject, since=since)
        except IntegrityError:  # another process was first within this stretch
            same.update(number=F("number") + 1)
    return same.values_list("number", flat=True).first() or 1
