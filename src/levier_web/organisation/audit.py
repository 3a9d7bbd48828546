"""Writing to the audit log, and checking that nothing in it was changed.

Every service that changes something calls ``record`` inside its own transaction: the change
and its line are kept together, or neither is.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from levier_web.organisation.models import AuditLine, Company

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import Model

    from levier_web.organisation.models import Person

START = "0" * 64
"""What the first line follows."""


def record(
    actor: Person | None, action: str, about: Model | None = None, **detail: object
) -> AuditLine:
    """Add one line; ``detail`` holds no text that a person wrote, only keys, counts and states."""
    with transaction.atomic():
        _one_at_a_time()
        last = AuditLine.objects.order_by("-pk").values_list("digest", flat=True).first()
        at = timezone.now()
        kind = about._meta.label_lower if about is not None else ""
        key = str(about.pk) if about is not None else ""
        previous = last or START
        plain = json.loads(json.dumps(detail, default=str))
        digest = fingerprint(previous, at, actor.pk if actor else None, action, kind, key, plain)
        return AuditLine.objects.create(
            at=at,
            actor=actor,
            action=action,
            object_type=kind,
            object_id=key,
            detail=plain,
            previous=previous,
            digest=digest,
        )


def fingerprint(
    previous: str,
    at: datetime,
    actor: int | None,
    action: str,
    kind: str,
    key: str,
    detail: Mapping[str, object],
) -> str:
    """Give the fingerprint of a line, over its content and the line before."""
    content = [previous, at.isoformat(), actor, action, kind, key, detail]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken() -> AuditLine | None:
    """Give the first line that does not follow the one before, or None when the log is whole."""
    previous = START
    for line in AuditLine.objects.order_by("pk").iterator(chunk_size=2000):
        expected = fingerprint(
            previous,
            line.at,
            line.actor_id,
            line.action,
            line.object_type,
            line.object_id,
            line.detail,
        )
        if line.previous != previous or line.digest != expected:
            return line  # type: ignore[no-any-return]
        previous = line.digest
    return None


def _one_at_a_time() -> None:
    """Hold the others back until this transaction ends (SQLite already does)."""
    if connection.vendor == "postgresql":
        list(Company.objects.select_for_update().filter(pk=1).values_list("pk"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7305808869229538)")
