"""Keys with which the company's directory writes here: shown once, kept as a fingerprint."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier_web.identity.models import ScimToken
from levier_web.organisation import audit
from levier_web.organisation.permission import demand
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

PREFIX = "levier-scim-"
LONGEST_DAYS = 730


def make(actor: Person, *, name: str, days: int) -> str:
    """Make a key, and give it this once."""
    demand(actor, "identity.manage")
    if not name.strip():
        raise Refusal("identity.refused.token_name")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refusal("identity.refused.token_days", most=LONGEST_DAYS)
    key = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        row = ScimToken.objects.create(
            name=name.strip(),
            digest=fingerprint(key),
            made_by=actor,
            expires_at=timezone.now() + timedelta(days=days),
        )
        audit.record(actor, "scim_token.made", row, days=days)
    return key


def revoke(actor: Person, token: ScimToken) -> None:
    """Close a key for good."""
    demand(actor, "identity.manage")
    with transaction.atomic():
        token.revoked_at = token.revoked_at or timezone.now()
        token.save(update_fields=["revoked_at"])
        audit.record(actor, "scim_token.revoked", token)


def opened_by(key: str) -> ScimToken | None:
    """Give the key that this opens, if it still does; a refusal is in the audit log."""
    row = ScimToken.objects.filter(digest=fingerprint(key)).first() if key else None
    now = timezone.now()
    if row is None or row.revoked_at is not None or row.expires_at <= now:
        why = "unknown" if row is None else "revoked" if row.revoked_at else "expired"
        audit.record(None, "scim_token.refused", row, why=why)
        return None
    if row.used_on != now.date():
        ScimToken.objects.filter(pk=row.pk).update(used_on=now.date())
    return row


def fingerprint(key: str) -> str:
    """Give what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
