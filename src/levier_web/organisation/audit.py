"""Writing to the audit log, and checking that nothing in it was changed.

Every service that changes something calls ``record`` inside its own transaction: the change
and its line are kept together, or neither is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.organisation import chains
from levier_web.organisation.events import audited
from levier_web.organisation.models import AuditLine

if TYPE_CHECKING:
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
            action=action,
            object_type=about._meta.label_lower if about is not None else "",
            object_id=str(about.pk) if about is not None else "",
            detail=json.loads(json.dumps(detail, default=str)),
            previous=last or chains.START,
        )
        line.digest = _digest(line, line.previous)
        line.save()
        audited.send(AuditLine, line=line)
        return line


def first_broken() -> AuditLine | None:
    """Give the first line that does not follow the one before, or None when the log is whole."""
    lines = AuditLine.objects.order_by("pk").iterator(chunk_size=2000)
    return chains.first_broken(lines, _digest)


def _digest(line: AuditLine, previous: str) -> str:
    return chains.fingerprint(
        [
            previous,
            line.at.isoformat(),
            line.actor_id,
            line.action,
            line.object_type,
            line.object_id,
            line.detail,
        ]
    )
