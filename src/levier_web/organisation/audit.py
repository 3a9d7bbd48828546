"""Writing to the audit log, and checking that nothing in it was changed.

Every service that changes something calls ``record`` inside its own transaction: the change
and its line are kept together, or neither is.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import chains
from levier_web.organisation.events import audited
from levier_web.organisation.models import AuditLine

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from levier_web.organisation.models import Person


def record(
    actor: Person | None, action: str, about: Model | None = None, **detail: object
) -> AuditLine:
    """Add one line; ``detail`` holds no text that a person wrote, only keys, counts and states."""
    with transaction.atomic():
        chains.one_at_a_time()
        last = AuditLine.objects.order_by("-pk").values_list("digest", flat=True).first()
        line = AuditLine(
            at=timezone.now(),
            actor=actor,
            team_id=actor.team_id if actor is not None else None,
            action=action,
            object_type=about._meta.label_lower if about is not None else "",
            object_id=str(about.pk) if about is not None else "",
            detail=json.loads(json.dumps(detail, default=str)),
            salt=secrets.token_hex(16),
            previous=last or chains.START,
        )
        line.digest = expected(line, line.previous)
        line.save()
        audited.send(AuditLine, line=line)
        return line


def first_broken() -> AuditLine | None:
    """Give the first line that does not follow the one before, or None when the log is whole.

    A long log is gone through whole once an hour in each process; in between, from the last line
    that was found sound.
    """
    start = _sound_until()
    lines = AuditLine.objects.filter(pk__gt=start.pk).order_by("pk").iterator(chunk_size=2000)
    last, previous, count = start.pk, start.digest, start.lines
    line: AuditLine
    for line in lines:
        if line.previous != previous or line.digest != expected(line, previous):
            KEPT.clear()
            return line
        last, previous, count = line.pk, line.digest, count + 1
    if count >= LONG:
        KEPT[:] = [Sound(last, previous, count, start.since)]
    return None


@dataclass(frozen=True, slots=True)
class Sound:
    """The last line up to which the log was found whole, and since when it is believed."""

    pk: int
    digest: str
    lines: int
    since: float


LONG, HOUR = 5000, 3600.0
KEPT: list[Sound] = []


def _sound_until() -> Sound:
    """Begin where the last look ended, if that is not long ago and the line is still there."""
    for kept in KEPT:
        young = monotonic() - kept.since < HOUR
        if young and AuditLine.objects.filter(pk=kept.pk, digest=kept.digest).exists():
            return kept
    return Sound(0, chains.START, 0, monotonic())


def expected(line: AuditLine, previous: str) -> str:
    """Give the fingerprint that a line must have after the one before it."""
    salted = [line.team_id, line.salt] if line.salt else []
    return chains.fingerprint(
        [
            previous,
            line.at.isoformat(),
            line.actor_id,
            line.action,
            line.object_type,
            line.object_id,
            line.detail,
            *salted,
        ]
    )


def last_digest(at: datetime) -> str:
    """Give the fingerprint of the last line written until a moment."""
    lines = AuditLine.objects.filter(at__lte=at).order_by("-pk")
    return lines.values_list("digest", flat=True).first() or chains.START
